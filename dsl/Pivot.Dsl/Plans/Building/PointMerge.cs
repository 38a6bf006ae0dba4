using System.Globalization;
using Pivot.Dsl.Sweeps;
using Pivot.Dsl.Sweeps.Conditions;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Plans.Building;

/// <summary>
/// The sweep points of one arm that come to the same work (<c>1e-3</c> and <c>0.001</c>; an axis that does nothing in the arm), each merged into the
/// first of them.
/// </summary>
internal sealed class PointMerge
{
    private PointMerge(IReadOnlyList<int> kept, IReadOnlySet<string> idle, int count, (int Merged, int Into)? example) => (Kept, Idle, Count, Example) = (kept, idle, count, example);

    /// <summary>Indices of the points that are kept.</summary>
    public IReadOnlyList<int> Kept { get; }

    /// <summary>Paths whose values make no difference in the arm.</summary>
    public IReadOnlySet<string> Idle { get; }

    /// <summary>Points before merging.</summary>
    public int Count { get; }

    /// <summary>A point that was merged and the one it was merged into, or null if none was.</summary>
    public (int Merged, int Into)? Example { get; }

    /// <param name="points">The points.</param>
    /// <param name="work">What each comes to.</param>
    public static PointMerge Of(IReadOnlyList<IReadOnlyList<Override>> points, IReadOnlyList<string> work)
    {
        var first = new Dictionary<string, int>();
        var kept = new List<int>();
        (int, int)? example = null;
        for (int i = 0; i < points.Count; i++)
        {
            if (first.TryAdd(work[i], i)) kept.Add(i);
            else example ??= (i, first[work[i]]);
        }

        var none = new HashSet<string>();
        return new PointMerge(kept, example is null ? none : IdleIn(points, work) ?? none, points.Count, example);
    }

    /// <summary>A variant's point as its trials show it: what does something, path to value.</summary>
    public Dictionary<string, string> Shown(Variant variant) => variant.Changes.Where(o => !Idle.Contains(o.Path)).ToDictionary(o => o.Path, o => o.Text);

    private static HashSet<string>? IdleIn(IReadOnlyList<IReadOnlyList<Override>> points, IReadOnlyList<string> work)
    {
        var idle = points.SelectMany(p => p).Select(o => o.Path).Distinct().Where(path => IsIdle(path, points, work)).ToHashSet();
        // Two axes of which each makes no difference may make one together; then both are shown.
        return idle.Count > 0 && IsFunction(points.Select(p => Text(p, idle.Contains)), work) ? idle : null;
    }

    /// <summary>Whether points that differ in a path alone come to the same work, and there are such points.</summary>
    private static bool IsIdle(string path, IReadOnlyList<IReadOnlyList<Override>> points, IReadOnlyList<string> work)
    {
        var rest = points.Select(p => Text(p, other => other == path)).ToList();
        return IsFunction(rest, work) && points.Select((p, i) => (Same: rest[i], Value: Text(p, other => other != path))).Distinct().GroupBy(p => p.Same).Any(g => g.Count() > 1);
    }

    private static bool IsFunction(IEnumerable<string> texts, IReadOnlyList<string> work)
    {
        var known = new Dictionary<string, string>();
        return texts.Select((text, i) => known.TryAdd(text, work[i]) || known[text] == work[i]).All(same => same);
    }

    private static string Text(IReadOnlyList<Override> point, Func<string, bool> without) =>
        string.Join('\n', point.Where(o => !without(o.Path)).Select(o => $"{o.Path}={Value(o)}"));

    private static string Value(Override change) =>
        change.Value is ScalarNode scalar && OneOfTest.Number(scalar) is { } number ? number.ToString("R", CultureInfo.InvariantCulture) : change.Text;
}
