using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Interpolation;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Sweeps;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Plans.Building;

/// <summary>
/// Every arm at every sweep point, bound and resolved. What is wrong only there is reported with the arm and the point behind it. Stages that variants
/// have in common are one object (<see cref="ResolvedStages"/>), so a variant costs what differs in it.
/// </summary>
internal sealed class VariantCompiler(MapNode root, PartsBinder binder, Interpolator interpolator, DiagnosticBag bag, StageGraph baseline, ResolvedStages stages)
{
    private readonly PointTrees _trees = new(root, interpolator, bag);

    /// <summary>The arms at their points.</summary>
    /// <param name="arms">The arms.</param>
    /// <param name="sweep">The sweep.</param>
    /// <param name="seeds">The seeds, which the number of trials is a multiple of.</param>
    public IReadOnlyList<ArmVariants> Compile(IReadOnlyList<Arm> arms, Sweep sweep, SeedsSpec seeds)
    {
        var trees = new List<(Arm, MapNode)>();
        foreach (var arm in arms)
        {
            bag.Context = ArmPoints.ContextOf(arm);
            trees.Add((arm, _trees.Of(arm)));
            bag.Context = null;
        }

        return new SweepExpansion(root, sweep, seeds, bag).Of(trees).Select(Compile).ToList();
    }

    private ArmVariants Compile(ArmPoints arm)
    {
        ArmAgainstSweep.Check(arm.Arm, arm.Points, bag);
        var variants = arm.Points.Select(point => Compile(arm, point)).ToList();
        bag.Context = null;
        return new ArmVariants(arm.Arm.Name, variants);
    }

    private Variant Compile(ArmPoints arm, IReadOnlyList<Override> point)
    {
        bag.Context = arm.Context;
        if (point.Count > 0)
        {
            var values = string.Join(", ", point.Select(o => $"{o.Path} = {o.Text}"));
            bag.Context = bag.Context is null ? values : $"{bag.Context}, {values}";
        }

        var tree = _trees.At(arm.Arm, arm.Tree, point);
        var graph = ReferenceEquals(tree, root) ? baseline : StageResolver.Resolve(binder.Bind(interpolator.Apply(tree)), bag, stages);
        return new Variant(point, point.All(Does) ? point : [.. point.Where(Does)], graph);

        bool Does(Override change) => !_trees.IsLeftOut(change.RemovesStage ? arm.Tree : tree, change);
    }
}
