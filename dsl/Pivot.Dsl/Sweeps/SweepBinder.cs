using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Sweeps.Conditions;
using Pivot.Dsl.Sweeps.Draws;
using Pivot.Dsl.Sweeps.Terms;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps;

/// <summary>Reads <c>sweep</c>: its members are multiplied in the order they are written in, then <c>when</c> keeps points and <c>exclude</c> drops some.</summary>
internal sealed class SweepBinder
{
    private readonly DiagnosticBag _bag;
    private readonly AxisBinder _axes;
    private readonly RandomBinder _random;
    private readonly ConditionBinder _conditions;

    private SweepBinder(MapNode root, IReadOnlyList<string> arms, DiagnosticBag bag)
    {
        _bag = bag;
        _axes = new AxisBinder(root, bag);
        _random = new RandomBinder(_axes, bag);
        _conditions = new ConditionBinder(arms, bag);
    }

    /// <summary>The sweep. What could not be read is reported and left out; where a condition could not be judged for that, there are no points to go on with.</summary>
    /// <param name="root">The spec.</param>
    /// <param name="entry">The entry <c>sweep</c>, a map.</param>
    /// <param name="arms">Names of the arms.</param>
    /// <param name="bag">Receives what is wrong.</param>
    public static Sweep Bind(MapNode root, MapEntry entry, IReadOnlyList<string> arms, DiagnosticBag bag)
    {
        int before = bag.Count;
        var map = (MapNode)entry.Value;
        var term = new SweepBinder(root, arms, bag).Read(map, entry.Key.Span, "sweep");
        // The record is of a spec without errors only: a value that the reader could not make out is reported already.
        if (bag.Count == before) return new Sweep(entry.Key, term, bag.HasErrors || map.Entries.All(e => e.Value.IsNull) ? null : SweepSpecs.Of(map));
        return IsFiltered(map) ? Sweep.None : new Sweep(entry.Key, term, null);
    }

    private SweepTerm Read(MapNode map, SourceSpan owner, string path)
    {
        var reader = new MapReader(map, owner, path, Language.Sweep, _bag);
        var factors = new List<SweepTerm>();
        foreach (var entry in map.Entries.Where(e => !e.Value.IsNull && e.Value is not BrokenNode))
        {
            AddFactors(reader, entry, $"{path}.{entry.Name}", factors);
        }

        CheckFactors(factors, path);
        var term = ProductTerm.Of(factors);
        if (_conditions.Read(reader, "when") is { } when) term = new FilterTerm(term, when, keeps: true, map.Find("when")!, $"{path}.when");
        if (_conditions.Read(reader, "exclude") is { } exclude) term = new FilterTerm(term, exclude, keeps: false, map.Find("exclude")!, $"{path}.exclude");
        return term;
    }

    private void AddFactors(MapReader reader, MapEntry entry, string path, List<SweepTerm> factors)
    {
        switch (entry.Name)
        {
            case "grid" when reader.MapAt("grid") is { Value: MapNode grid }:
                factors.AddRange(_axes.Grid(grid, path));
                break;
            case "zip" when reader.MapAt("zip") is { Value: MapNode zip }:
                if (_axes.Zip(zip, path) is { } paired) factors.Add(paired);
                break;
            case "list" when ListAt(reader, "list", "points") is { } list:
                factors.Add(_axes.List(list, path));
                break;
            case "random" when reader.MapAt("random") is { Value: MapNode random }:
                if (_random.Read(random, entry.Key.Span, path) is { } drawn) factors.Add(drawn);
                break;
            case "product" when ListAt(reader, "product", "sweeps") is { } product:
                factors.AddRange(ReadEach(product, path));
                break;
            case "sum" when ListAt(reader, "sum", "sweeps") is { } sum:
                factors.Add(new SumTerm(ReadEach(sum, path)));
                break;
        }
    }

    private List<SweepTerm> ReadEach(ListNode list, string path)
    {
        var parts = new List<SweepTerm>();
        for (int i = 0; i < list.Items.Count; i++)
        {
            if (list.Items[i] is MapNode map) parts.Add(Read(map, map.Span with { EndLine = map.Span.Line, EndColumn = map.Span.Column }, $"{path}.{i}"));
            else if (list.Items[i] is not BrokenNode) _bag.Error(DiagnosticCodes.WrongType, list.Items[i].Span, $"{path}.{i}", $"a sweep is a map, found {list.Items[i].Describe()}",
                "write { grid: { PATH: [values] } }");
        }

        return parts;
    }

    private ListNode? ListAt(MapReader reader, string key, string items)
    {
        var node = reader.Take(key);
        if (node is ListNode { Items.Count: > 0 } list) return list;
        if (node is ListNode) _bag.Error(DiagnosticCodes.BadAxis, node.Span, reader.PathOf(key), $"'{key}' needs at least one of its {items}, found an empty list");
        else if (node is not null) reader.WrongType(node, key, $"a list of {items}");
        return null;
    }

    /// <summary>What is multiplied may not set the same value, nor ask in a condition what another factor varies.</summary>
    private void CheckFactors(List<SweepTerm> factors, string path)
    {
        for (int i = 1; i < factors.Count; i++)
        {
            if (SweptPaths.Of(factors.Take(i)).Shared(factors[i].Paths) is not { } shared) continue;
            _axes.ReportTwice(shared.Path, shared.First, shared.Second, path);
        }

        foreach (var factor in factors)
        {
            var others = SweptPaths.Of(factors.Where(f => f != factor));
            foreach (var part in factor.Filters().SelectMany(f => f.Conditions).SelectMany(c => c.Parts).OfType<PathPart>().Where(p => others.Reach(p.Looked.Path)))
            {
                _bag.Error(DiagnosticCodes.BadSweep, part.Key.Span, part.Path, $"'{part.Looked.Path}' is varied outside of this sweep, where its conditions do not see it",
                    "put the condition beside what is multiplied");
            }
        }
    }

    private static bool IsFiltered(MapNode map) => map.Entries.Any(e => e.Name is "when" or "exclude" && !e.Value.IsNull
        || e is { Name: "sum" or "product", Value: ListNode list } && list.Items.OfType<MapNode>().Any(IsFiltered));
}
