using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps.Conditions;

/// <summary>
/// Asks for the value at a path: the axis' value at the point, or else what the spec of the arm says there. Of a stage that is left out, and of a key
/// that the stage's kind does not have, nothing holds.
/// </summary>
/// <param name="looked">The path and, as its value, the test as written.</param>
/// <param name="path">Dotted path of the test in the spec.</param>
/// <param name="test">The test.</param>
internal sealed class PathPart(Override looked, string path, ValueTest test) : ConditionPart(looked.Key)
{
    private bool _told;

    public Override Looked => looked;

    /// <summary>Dotted path of the test in the spec.</summary>
    public string Path => path;

    public bool AsksNothing => test.AsksNothing;

    public override bool Holds(ArmReader arm, IReadOnlyList<Override> point)
    {
        if (_told) return false; // a mistake in it is told once
        var found = arm.Read(point, looked);
        return found switch
        {
            null => Absent(arm, point),
            ScalarNode scalar when scalar.IsNull => Absent(arm, point),
            ScalarNode scalar when !test.AsksNumber || OneOfTest.Number(scalar) is not null => test.Holds(scalar),
            ScalarNode scalar => Tell(arm, $"'{looked.Path}' is {scalar.Describe()}, which cannot be compared with a number", null),
            _ => Tell(arm, $"a condition asks for a single value; '{looked.Path}' is {found.Describe()}", null),
        };
    }

    private bool Absent(ArmReader arm, IReadOnlyList<Override> point) => arm.WhyAbsent(point, looked) switch
    {
        Absence.CannotBe => false,
        Absence.Unknown => !(_told = true),
        _ => test.AsksNothing ? test.Holds(null) : Tell(arm, $"'{looked.Path}' is neither varied nor written there, so nothing can be asked of it",
            "write it into the stage, the default too; or ask for null"),
    };

    private bool Tell(ArmReader arm, string message, string? hint)
    {
        _told = true;
        arm.Bag.Error(DiagnosticCodes.BadSweep, Key.Span, path, message, hint);
        return false;
    }
}
