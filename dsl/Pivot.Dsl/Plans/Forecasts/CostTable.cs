using Pivot.Dsl.Graphs;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Plans.Forecasts;

/// <summary>
/// What the nodes of a plan take, counted once for nodes that cannot differ: a sweep over learning rates has ten thousand nodes and one cost. Nodes are alike when
/// their specs are, but for what no cost depends on, and model, counts and parents are.
/// </summary>
public sealed class CostTable(Plan plan)
{
    private readonly Dictionary<Likeness, int> _classes = [];
    private readonly List<StageCost> _costs = [];
    private readonly Dictionary<string, int> _byKey = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _lists = [];

    /// <summary>How many nodes had to be counted.</summary>
    public int Counted => _costs.Count;

    /// <summary>The cost of a node of the plan: <see cref="StageCosts.Of"/>.</summary>
    public StageCost Of(PlanNode node) => _costs[ClassOf(node)];

    private int ClassOf(PlanNode node)
    {
        if (_byKey.TryGetValue(node.Key, out int known)) return known;
        var parents = string.Join(' ', node.Parents.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key} {ClassOf(plan[p.Value])}"));
        var likeness = new Likeness(WhatCosts(node.Spec), node.Model, node.Data, node.Counts, node.VocabularySize, parents);
        if (!_classes.TryGetValue(likeness, out int found))
        {
            found = _costs.Count;
            _costs.Add(StageCosts.Of(node, plan));
            _classes.Add(likeness, found);
        }

        _byKey.Add(node.Key, found);
        return found;
    }

    // Records are compared by value, lists in them by reference: the list that is often written is made one.
    private StageSpec WhatCosts(StageSpec spec)
    {
        if (spec is not TrainingStageSpec training) return spec with { From = null, Model = null, Data = "", Seed = null };
        var parts = string.Join(' ', training.Train);
        if (!_lists.TryGetValue(parts, out var train)) _lists[parts] = train = training.Train;
        training = training with
        {
            From = null, Model = null, Data = "", Seed = null, Train = train, LearningRate = Rate, Warmup = 0, Schedule = "", WeightDecay = 0, Betas = [], ClipNorm = 0,
        };
        return training switch
        {
            DpoSpec dpo => dpo with { Beta = 0, Reference = null, LabelSmoothing = 0, Weights = null },
            SftSpec sft => sft with { Template = null },
            _ => training,
        };
    }

    private static LearningRateSpec Rate { get; } = LearningRateSpec.Uniform(0);

    private sealed record Likeness(StageSpec Spec, ModelSpec? Model, DataView Data, DataCounts? Counts, int? Vocabulary, string Parents);
}
