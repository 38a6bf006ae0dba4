using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Interpolation;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps;

/// <summary>
/// The spec at an arm and at a sweep point. What an override makes of a stage, a model or a data source is made once: all points that put the same
/// value into the same stage share it, and so all that is derived from it.
/// </summary>
internal sealed class PointTrees(MapNode root, Interpolator interpolator, DiagnosticBag bag)
{
    private readonly Overrides _overrides = new(bag, interpolator.Placements);
    private readonly Dictionary<(MapNode Item, ScalarNode Path, Node Value), MapNode> _changed = []; // two nodes are equal only when they are one

    /// <summary>The spec of an arm.</summary>
    public MapNode Of(Arm arm) => Apply(arm, root);

    /// <summary>The spec of an arm at a point.</summary>
    public MapNode At(Arm arm, MapNode tree, IReadOnlyList<Override> point)
    {
        // A variable that the point sets may be a map that the arm merges into something: then the arm comes after it.
        if (point.Any(o => o.IsOfVariable) && arm.Overrides.Any(o => o.Value.HasReferences))
        {
            tree = Apply(arm, point.Where(o => o.IsOfVariable).Aggregate(root, Apply));
            point = [.. point.Where(o => !o.IsOfVariable)];
        }

        foreach (var change in Overrides.InOrder(point))
        {
            if (!IsLeftOut(tree, change)) tree = Apply(tree, change);
        }

        return tree;
    }

    /// <summary>Whether an override is inside a stage that is left out: it changes nothing there.</summary>
    public bool IsLeftOut(MapNode tree, Override change) =>
        change.Segments is [{ Value: "stages" }, var stage, ..] && Item(root, "stages", stage.Value) is not null && Item(tree, "stages", stage.Value) is null;

    private MapNode Apply(Arm arm, MapNode tree) => Overrides.InOrder(arm.Overrides).Aggregate(tree, (t, change) => _overrides.Apply(t, change, "an arm"));

    private MapNode Apply(MapNode tree, Override change)
    {
        if (change.Segments is not [var section, var name, ..] || change.RemovesStage || change.Value.HasReferences || Item(tree, section.Value, name.Value) is not MapNode item)
        {
            return _overrides.Apply(tree, change, Overrides.AnAxis);
        }

        if (!_changed.TryGetValue((item, change.Key, change.Value), out var changed))
        {
            var whole = _overrides.Apply(tree, change, Overrides.AnAxis);
            if (Item(whole, section.Value, name.Value) is not MapNode made) return whole;
            _changed[(item, change.Key, change.Value)] = made;
            return whole;
        }

        var entry = tree.Find(section.Value)!;
        var items = (MapNode)entry.Value;
        return tree.With(entry with { Value = items.With(items.Find(name.Value)! with { Value = changed }) });
    }

    private static Node? Item(MapNode tree, string section, string name) => (tree[section] as MapNode)?[name];
}
