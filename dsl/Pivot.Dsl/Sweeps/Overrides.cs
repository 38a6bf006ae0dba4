using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Interpolation;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps;

/// <summary>Applies overrides: those of an arm, of a sweep point, of <c>--set</c>.</summary>
/// <param name="bag">Receives what is wrong.</param>
/// <param name="placements">Remembers the maps that <c>${...}</c> puts in, or null.</param>
internal sealed class Overrides(DiagnosticBag bag, Placements? placements = null)
{
    /// <summary>Who changes what at a sweep point.</summary>
    public const string AnAxis = "an axis";

    /// <summary>What an arm or an axis may change. The rest of a spec is not of one trial.</summary>
    private static readonly string[] TrialSections = ["vars", "data", "models", "stages"];

    /// <summary>Whether an arm and an axis may change a section, and a condition may look at it.</summary>
    public static bool IsOfTrial(string section) => TrialSections.Contains(section);

    /// <summary>The spec with the change made, or as it was when the change cannot be made (which is reported).</summary>
    /// <param name="root">The spec.</param>
    /// <param name="change">The change.</param>
    /// <param name="who"><c>an arm</c> or <c>an axis</c>, which are held to vars, data, models and stages; null for <c>--set</c>.</param>
    public MapNode Apply(MapNode root, Override change, string? who)
    {
        change = MapReferences.Expand(root, change, placements);
        if (Resolve(root, change, who) is not { } shape) return root;
        if (shape is NamesShape && change.Value is MapNode names)
        {
            return names.Entries.Aggregate(root, (tree, e) => Apply(tree, new Override(change.Key, [.. change.Segments, e.Key], e.Value), who));
        }

        return change.Value.IsNull ? Remove(root, change, who) : Put(root, change);
    }

    /// <summary>Those of variables first: a map that <c>${...}</c> puts in is merged as what the variable is in this arm and at this point.</summary>
    public static IEnumerable<Override> InOrder(IEnumerable<Override> changes) => changes.OrderBy(c => c.IsOfVariable ? 0 : 1);

    /// <summary>The shape the path of a change ends at, or null after reporting why the change cannot be made.</summary>
    public Shape? Resolve(MapNode root, Override change, string? who)
    {
        var section = change.Segments[0].Value;
        if (who is not null && !IsOfTrial(section) && Language.Experiment.Keys.ContainsKey(section))
        {
            bag.Error(DiagnosticCodes.UnknownPath, change.Segments[0].Span, change.Path, $"{who} can change vars, data, models and stages, not '{section}'");
            return null;
        }

        if (section != "extends") return OverridePathCheck.Resolve(root, change, bag);
        bag.Error(DiagnosticCodes.UnknownPath, change.Segments[0].Span, change.Path, "'extends' cannot be overridden; it is read before overrides are");
        return null;
    }

    private static MapNode Put(MapNode root, Override change)
    {
        var wrapped = change.Value;
        foreach (var segment in change.Segments.Reverse())
        {
            wrapped = new MapNode([new MapEntry(segment, wrapped)], segment.Span, segment.Source);
        }

        return NodeMerge.Merge(root, (MapNode)wrapped, Language.Experiment);
    }

    private MapNode Remove(MapNode root, Override change, string? who)
    {
        if (change.Segments is [{ Value: "stages" }, var stage]) return StageRemoval.Remove(root, stage.Value);
        if (Find(root, change.Segments) is not null) return Without(root, change.Segments, 0);
        if (who == AnAxis) return root; // one of an axis' values may be that there is none
        bag.Error(DiagnosticCodes.UnknownPath, change.Segments[^1].Span, change.Path, $"there is no '{change.Path}' to remove");
        return root;
    }

    /// <summary>What is written at a path, or null.</summary>
    public static Node? Find(MapNode root, IReadOnlyList<ScalarNode> segments) =>
        segments.Aggregate((Node?)root, (node, segment) => (node as MapNode)?[segment.Value]);

    private static MapNode Without(MapNode map, IReadOnlyList<ScalarNode> segments, int at)
    {
        var name = segments[at].Value;
        if (at == segments.Count - 1) return map.Without(name);
        var entry = map.Find(name)!;
        return map.With(entry with { Value = Without((MapNode)entry.Value, segments, at + 1) });
    }
}
