using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Sweeps;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Plans.Confounds;

/// <summary>The paths of the single values that an arm or an axis sets.</summary>
internal static class DeclaredPaths
{
    /// <summary>Leaves of the arm's overrides and of the point's axes. The stages that the arm leaves out are not among them.</summary>
    public static IReadOnlyList<string> Of(ArmSpec? arm, IReadOnlyDictionary<string, string> point) =>
        [.. (arm?.Overrides ?? new Dictionary<string, string?>()).Concat(point.Select(p => KeyValuePair.Create(p.Key, (string?)p.Value))).SelectMany(o => Leaves(o.Key, o.Value))];

    private static IEnumerable<string> Leaves(string path, string? value)
    {
        if (value is null) return [];
        if (!value.StartsWith('{')) return [path]; // a single value, as most are
        // Text that the compiler wrote itself: it reads without a mistake.
        var source = new SourceText("<arm>", ".");
        return YamlReader.Read(value, source, new DiagnosticBag()) is { } node
            ? Override.Of(new ScalarNode(path, isPlain: true, default, source), node).Leaves()
            : [path];
    }
}
