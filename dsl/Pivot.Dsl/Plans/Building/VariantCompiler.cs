using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Interpolation;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Sweeps;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Plans.Building;

/// <summary>Every arm at every sweep point, bound and resolved. What is wrong only there is reported with the arm and the point behind it.</summary>
internal sealed class VariantCompiler(MapNode root, PartsBinder binder, Interpolator interpolator, DiagnosticBag bag, StageGraph baseline)
{
    private readonly Overrides _overrides = new(bag, interpolator.Placements);

    public IEnumerable<Variant> Compile(IReadOnlyList<Arm> arms, IReadOnlyList<Axis> axes)
    {
        foreach (var arm in arms)
        {
            CheckAgainstAxes(arm, axes);
            bag.Context = arm.Name == "default" && arm.Overrides.Count == 0 ? null : $"arm '{arm.Name}'";
            var tree = Apply(arm, root);
            foreach (var point in Grid.Points(axes)) yield return Compile(arm, tree, point);
            bag.Context = null;
        }
    }

    private Variant Compile(Arm arm, MapNode tree, IReadOnlyList<Override> point)
    {
        var context = bag.Context;
        if (point.Count > 0)
        {
            var values = string.Join(", ", point.Select(o => $"{o.Path} = {YamlWriter.Inline(o.Value)}"));
            bag.Context = context is null ? values : $"{context}, {values}";
        }

        var there = Overrides.InOrder(point.Where(o => !IsLeftOut(tree, o))).ToList();
        int variables = there.FindIndex(o => !Overrides.IsOfVariable(o)) is var first and >= 0 ? first : there.Count;
        // A variable that the point sets may be a map that the arm merges into something: then the arm comes after it.
        var changed = variables == 0 ? Apply(tree, there) : Apply(Apply(arm, Apply(root, there.Take(variables))), there.Skip(variables));
        var graph = ReferenceEquals(changed, root) ? baseline : StageResolver.Resolve(binder.Bind(interpolator.Apply(changed)), bag);
        bag.Context = context;
        return new Variant(arm.Name, point, graph);
    }

    private MapNode Apply(Arm arm, MapNode tree) => Overrides.InOrder(arm.Overrides).Aggregate(tree, (t, change) => _overrides.Apply(t, change, "an arm"));

    private MapNode Apply(MapNode tree, IEnumerable<Override> point) => point.Aggregate(tree, (t, change) => _overrides.Apply(t, change, "an axis"));

    /// <summary>An axis inside a stage that the arm leaves out varies nothing there.</summary>
    private bool IsLeftOut(MapNode tree, Override change) =>
        change.Segments is [{ Value: "stages" }, var stage, ..] && Has(root, stage.Value) && !Has(tree, stage.Value);

    private static bool Has(MapNode tree, string stage) => tree["stages"] is MapNode stages && stages.Find(stage) is not null;

    private void CheckAgainstAxes(Arm arm, IReadOnlyList<Axis> axes)
    {
        foreach (var change in arm.Overrides)
        {
            var leaves = change.Leaves().ToList();
            foreach (var axis in axes.Where(a => leaves.Exists(l => l == a.Path || l.StartsWith(a.Path + ".", StringComparison.Ordinal))))
            {
                bag.Error(DiagnosticCodes.ArmAgainstAxis, change.Key.Span, $"arms.{arm.Name}", $"the arm '{arm.Name}' sets '{axis.Path}', which the sweep varies", "vary it in one of the two");
            }
        }
    }
}
