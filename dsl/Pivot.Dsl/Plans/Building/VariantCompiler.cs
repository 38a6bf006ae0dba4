using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Interpolation;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Sweeps;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Plans.Building;

/// <summary>Every arm at every sweep point, bound and resolved. What is wrong only there is reported with the arm and the point behind it.</summary>
internal sealed class VariantCompiler(MapNode root, PartsBinder binder, Interpolator interpolator, DiagnosticBag bag, StageGraph baseline)
{
    private readonly Overrides _overrides = new(bag);

    public IEnumerable<Variant> Compile(IReadOnlyList<Arm> arms, IReadOnlyList<Axis> axes)
    {
        foreach (var arm in arms)
        {
            CheckAgainstAxes(arm, axes);
            bag.Context = arm.Name == "default" && arm.Overrides.Count == 0 ? null : $"arm '{arm.Name}'";
            var tree = arm.Overrides.Aggregate(root, (t, change) => _overrides.Apply(t, change, "an arm"));
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

        var changed = point.Where(o => !IsLeftOut(tree, o)).Aggregate(tree, (t, change) => _overrides.Apply(t, change, "an axis"));
        var graph = ReferenceEquals(changed, root) ? baseline : StageResolver.Resolve(binder.Bind(interpolator.Apply(changed)), bag);
        bag.Context = context;
        return new Variant(arm.Name, point, graph);
    }

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
