using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Sweeps.Terms;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps;

/// <summary>Reads paths and the values they take: <c>grid</c>, <c>zip</c>, <c>list</c>.</summary>
internal sealed class AxisBinder(MapNode root, DiagnosticBag bag)
{
    private const int MostPaths = 100;

    private readonly Dictionary<string, bool> _known = [];

    /// <summary>Whether a map sets more paths than a point may; reports it.</summary>
    public bool IsTooWide(MapNode map, string path)
    {
        if (map.Entries.Count <= MostPaths) return false;
        bag.Error(DiagnosticCodes.TooLarge, map.Entries[MostPaths].Key.Span, path, $"{map.Entries.Count} paths are more than the {MostPaths} that a point of a sweep may set");
        return true;
    }

    /// <summary>A term an axis.</summary>
    public IEnumerable<SweepTerm> Grid(MapNode grid, string path)
    {
        if (IsTooWide(grid, path)) yield break;
        foreach (var entry in grid.Entries)
        {
            var axis = Path(entry.Key);
            if (Values(entry, $"{path}.{entry.Name}") is not { } values) continue;
            CheckDistinct(entry.Name, values, $"{path}.{entry.Name}");
            if (axis is not null) yield return new PointsTerm(values.Select(IReadOnlyList<Override> (v) => [axis.With(v)]).ToList());
        }
    }

    /// <summary>The axes in step, or null after reporting why there are none.</summary>
    public SweepTerm? Zip(MapNode zip, string path)
    {
        if (IsTooWide(zip, path)) return null;
        var axes = new List<(Override Axis, IReadOnlyList<Node> Values)>();
        MapEntry? first = null;
        bool good = true;
        foreach (var entry in zip.Entries)
        {
            var axis = Path(entry.Key);
            if (Values(entry, $"{path}.{entry.Name}") is not { } values || axis is null)
            {
                good = false;
                continue;
            }

            axes.Add((axis, values));
            first ??= entry;
            if (values.Count == axes[0].Values.Count) continue;
            good = false;
            bag.Error(DiagnosticCodes.BadAxis, entry.Value.Span, $"{path}.{entry.Name}",
                $"what is zipped must be of one length: '{entry.Name}' has {Count(values.Count)}, '{first.Name}' has {axes[0].Values.Count}", "to combine every value with every other, use 'grid'");
        }

        if (!good || axes.Count == 0) return good ? PointsTerm.Unchanged : null;
        CheckPoint(axes.Select(a => a.Axis.With(a.Values[0])).ToList(), path);
        return new PointsTerm(Enumerable.Range(0, axes[0].Values.Count).Select(IReadOnlyList<Override> (i) => axes.Select(a => a.Axis.With(a.Values[i])).ToArray()).ToList());
    }

    /// <summary>Points written out.</summary>
    public SweepTerm List(ListNode list, string path)
    {
        var points = new List<IReadOnlyList<Override>>();
        for (int i = 0; i < list.Items.Count; i++)
        {
            if (list.Items[i] is MapNode map)
            {
                if (IsTooWide(map, $"{path}.{i}"))
                {
                    points.Add([]);
                    continue;
                }

                var point = map.Entries.Where(e => e.Value is not BrokenNode).Select(e => Path(e.Key)?.With(e.Value)).OfType<Override>().ToArray();
                CheckPoint(point, $"{path}.{i}");
                points.Add(point);
            }
            else if (list.Items[i] is not BrokenNode)
            {
                bag.Error(DiagnosticCodes.WrongType, list.Items[i].Span, $"{path}.{i}", $"a point is a map from paths to values, found {list.Items[i].Describe()}", "write { PATH: value }");
            }
        }

        return new PointsTerm(points);
    }

    /// <summary>The path of an axis, without a value; null after reporting that the spec has no such place.</summary>
    public Override? Path(ScalarNode key)
    {
        var axis = Override.Of(key, key);
        if (_known.TryGetValue(axis.Path, out bool isKnown)) return isKnown ? axis : null;
        var found = new DiagnosticBag();
        new Overrides(found).Resolve(root, axis, Overrides.AnAxis);
        // That a key belongs to another kind may be mended by an arm or another axis; each point tells.
        var unknown = found.Where(d => d.Code == DiagnosticCodes.UnknownPath).ToList();
        foreach (var diagnostic in unknown) bag.Add(diagnostic);
        _known[axis.Path] = unknown.Count == 0;
        return unknown.Count == 0 ? axis : null;
    }

    /// <summary>The values of an axis, or null after reporting that there are none.</summary>
    public IReadOnlyList<Node>? Values(MapEntry axis, string path)
    {
        if (axis.Value is ListNode { Items.Count: > 0 } list) return list.Items;
        if (axis.Value is BrokenNode) return null;
        var span = axis.Value.IsNull ? axis.Key.Span : axis.Value.Span;
        bag.Error(DiagnosticCodes.BadAxis, span, path, $"the axis '{axis.Name}' needs a list of values, found {axis.Value.Describe()}");
        return null;
    }

    public void CheckDistinct(string name, IReadOnlyList<Node> values, string path)
    {
        var seen = new HashSet<string>();
        foreach (var item in values.Where(item => item is not BrokenNode && !seen.Add(YamlWriter.Inline(item))))
        {
            bag.Error(DiagnosticCodes.BadAxis, item.Span, path, $"the axis '{name}' has the value {YamlWriter.Inline(item)} twice");
        }
    }

    public void CheckPoint(IReadOnlyList<Override> point, string path)
    {
        var paths = new SweptPaths();
        foreach (var change in point)
        {
            if (paths.Add(change) is { } twice) ReportTwice(twice.Path, twice.First, change.Key, path);
        }
    }

    public void ReportTwice(string twice, ScalarNode first, ScalarNode second, string path)
    {
        var where = first.Span.File == second.Span.File ? $"line {first.Span.Line}, column {first.Span.Column}" : first.Span.ToString();
        bag.Error(DiagnosticCodes.BadAxis, second.Span, $"{path}.{second.Value}", $"the sweep sets '{twice}' twice in one point", $"the first is '{first.Value}' at {where}");
    }

    private static string Count(int values) => values == 1 ? "1 value" : $"{values} values";
}
