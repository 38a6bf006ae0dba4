using Pivot.Dsl.Graphs;

namespace Pivot.Dsl.Plans.Confounds;

/// <summary>
/// What else the arms of a plan differ in. Every arm is compared with the baseline arm at the same sweep point, first seed: the training behind
/// what is measured, and how it is measured. A difference that a key of the arm (or an axis) says is none: see <see cref="Declarations"/>.
/// </summary>
public sealed class ArmConfounds
{
    private readonly Plan _plan;
    private readonly Dictionary<string, int> _order;
    private readonly Lineages _lineages;
    private readonly AmountConfounds _amounts;

    private ArmConfounds(Plan plan, Func<PlanNode, StageCost> cost)
    {
        _order = plan.Arms.Select((arm, i) => (arm, i)).ToDictionary(a => a.arm, a => a.i);
        (_plan, _lineages, _amounts) = (plan, new Lineages(plan), new AmountConfounds(cost));
    }

    /// <summary>Every confound, arm by arm, point by point. Counts that are not known are not compared.</summary>
    public static IReadOnlyList<Confound> Of(Plan plan) => Of(plan, new SharedCosts(plan).Of);

    /// <summary>The same, what recurs over sweep points told once, with the numbers of its first point.</summary>
    public static IReadOnlyList<Confound> Merged(Plan plan) =>
        [.. Of(plan).GroupBy(c => (c.Arm, c.Quantity, Stages: string.Join(' ', c.Stages), Measured: string.Join(' ', c.Measured))).Select(same => same.First() with { Points = same.Count() })];

    /// <summary>The same as <see cref="Of(Plan)"/> with another way to count.</summary>
    internal static IReadOnlyList<Confound> Of(Plan plan, Func<PlanNode, StageCost> cost) => new ArmConfounds(plan, cost).All();

    private List<Confound> All()
    {
        var first = _plan.Trials.GroupBy(t => (t.Arm, Point: PointOf(t))).ToDictionary(g => g.Key, g => g.First());
        var all = new List<Confound>();
        foreach (var (at, trial) in first.OrderBy(t => _order[t.Key.Arm]))
        {
            if (at.Arm != _plan.Arms[0] && first.TryGetValue((_plan.Arms[0], at.Point), out var baseline)) all.AddRange(Between(baseline, trial));
        }

        return all;
    }

    private List<Confound> Between(Trial baseline, Trial arm)
    {
        var paths = DeclaredPaths.Of(_plan.Spec.Arms.FirstOrDefault(a => a.Name == arm.Arm), arm.Point);
        var frame = new Confound { Arm = arm.Arm, BaselineArm = baseline.Arm, Point = arm.Point, Quantity = Quantities.None, Baseline = "", Value = "", Stages = [] };
        bool IsDeclared(TrainedPair pair, Quantities quantity) => paths.Any(p => Declarations.OfTraining(p, pair.Stage, pair.Sources).HasFlag(quantity));

        var measured = Measured(baseline, arm);
        var found = new List<Confound>();
        var pairs = new Dictionary<string, TrainedPair>();
        var (namesBaseline, namesArm) = (NamesOf(baseline), NamesOf(arm));
        foreach (var stages in measured.GroupBy(stage => (_lineages.TextOf(baseline.Stages[stage]), _lineages.TextOf(arm.Stages[stage]))))
        {
            var lineage = TrainedPair.Of(LineageOf(baseline.Stages[stages.First()], namesBaseline), LineageOf(arm.Stages[stages.First()], namesArm));
            foreach (var pair in lineage) pairs.TryAdd(pair.Stage, pair);
            foreach (var confound in _amounts.OfLineage(lineage, IsDeclared, frame))
            {
                Add(found, confound with { LeftOut = Without(arm, confound.Stages), Added = Without(baseline, confound.Stages), Measured = [.. stages] });
            }
        }

        found.AddRange(_amounts.OfStages(pairs.Values, IsDeclared, frame));
        found.AddRange(measured.Select(stage => Protocol(baseline, arm, stage, paths, frame)).OfType<Confound>());
        return [.. found.OrderBy(c => c.Quantity)];
    }

    private static List<string> Without(Trial trial, IReadOnlyList<string> stages) => [.. stages.Where(s => !trial.Stages.ContainsKey(s))];

    // Stages that measure behind the same numbers are told together.
    private static void Add(List<Confound> found, Confound confound)
    {
        int same = found.FindIndex(c => c.Quantity == confound.Quantity && c.Baseline == confound.Baseline && c.Value == confound.Value && c.Stages.SequenceEqual(confound.Stages));
        if (same < 0) found.Add(confound);
        else found[same] = found[same] with { Measured = [.. found[same].Measured, .. confound.Measured] };
    }

    private Confound? Protocol(Trial baseline, Trial arm, string stage, IReadOnlyList<string> paths, Confound frame)
    {
        PlanNode one = _plan[baseline.Stages[stage]], other = _plan[arm.Stages[stage]];
        if (Lineages.Trains(one) || Lineages.Trains(other) || ProtocolConfounds.Between(one, other) is not { } difference) return null;
        string[] sources = [TrainedPair.SourceOf(one), TrainedPair.SourceOf(other)];
        var trainedOn = baseline.Stages.Values.Concat(arm.Stages.Values).Select(k => _plan[k]).Where(Lineages.Trains).Select(TrainedPair.SourceOf).ToHashSet();
        if (paths.Any(p => Declarations.OfEvaluation(p, stage, sources, trainedOn))) return null;
        return frame with { Quantity = Quantities.EvaluationProtocol, Baseline = difference.Baseline, Value = difference.Arm, Stages = [stage] };
    }

    /// <summary>Stages of both arms that measure; where none does, those that train, whose losses are then what is compared.</summary>
    private List<string> Measured(Trial baseline, Trial arm)
    {
        var both = baseline.Stages.Keys.Where(arm.Stages.ContainsKey).ToList();
        var measuring = both.Where(s => !Lineages.Trains(_plan[baseline.Stages[s]])).ToList();
        return measuring.Count > 0 ? measuring : both;
    }

    // A node that arms share bears the name that the first of them gave it; each arm has its own for it.
    private static Dictionary<string, string> NamesOf(Trial trial) => trial.Stages.GroupBy(s => s.Value).ToDictionary(g => g.Key, g => g.First().Key);

    private Dictionary<string, PlanNode> LineageOf(string key, Dictionary<string, string> names)
    {
        var lineage = new Dictionary<string, PlanNode>();
        foreach (var node in _lineages.Of(key).Select(k => _plan[k])) lineage.TryAdd(names.GetValueOrDefault(node.Key, node.Stage), node);
        return lineage;
    }

    private static string PointOf(Trial trial) => string.Join('\n', trial.Point.Select(p => $"{p.Key}={p.Value}"));
}
