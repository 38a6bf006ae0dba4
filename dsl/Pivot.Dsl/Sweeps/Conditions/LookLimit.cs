using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps.Conditions;

/// <summary>How many points conditions may look at in all, so that a sweep too large to be run is refused at once.</summary>
internal sealed class LookLimit(DiagnosticBag bag)
{
    /// <summary>Most points.</summary>
    public const long MaxPoints = 1_000_000;

    private long _looked;

    /// <summary>Whether a filter was refused.</summary>
    public bool IsPassed { get; private set; }

    public bool Allows(long count, ScalarNode key)
    {
        if (count <= MaxPoints - _looked)
        {
            _looked += count;
            return true;
        }

        IsPassed = true;
        var found = count == long.MaxValue ? "over 10^18 points" : $"{count} points";
        bag.Error(DiagnosticCodes.TooManyTrials, key.Span, key.Value, $"'{key.Value}' would have to look at {found}; conditions look at {MaxPoints} at most",
            "put the condition inside the part of the sweep that it is about");
        return false;
    }
}
