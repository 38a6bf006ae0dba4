using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps;

/// <summary>Every combination of the axes' values, the first axis slowest.</summary>
internal static class Grid
{
    /// <summary>Number of combinations, as far as it fits a long.</summary>
    public static long Count(IReadOnlyList<Axis> axes) =>
        axes.Aggregate(1L, (count, axis) => count > long.MaxValue / Math.Max(1, axis.Values.Count) ? long.MaxValue : count * axis.Values.Count);

    /// <summary>The combinations, each an override an axis; one empty combination without axes.</summary>
    public static IEnumerable<IReadOnlyList<Override>> Points(IReadOnlyList<Axis> axes)
    {
        IEnumerable<IReadOnlyList<Override>> points = [[]];
        foreach (var axis in axes)
        {
            points = points.SelectMany(point => axis.Values.Select(IReadOnlyList<Override> (value) => [.. point, Override.Of(axis.Key, value)]));
        }

        return points;
    }

    /// <summary>Axis path to value as YAML text.</summary>
    public static Dictionary<string, string> Texts(IReadOnlyList<Override> point) => point.ToDictionary(o => o.Path, o => YamlWriter.Inline(o.Value));
}
