using Pivot.Dsl.Specs;
using Pivot.Dsl.Sweeps;

namespace Pivot.Dsl.Plans.Building;

/// <summary>Trials and their nodes, out of checked variants.</summary>
internal sealed class PlanBuilder(DataReading data, SeedsSpec seeds, StageGraph baseline)
{
    private readonly NodeTable _nodes = new();
    private readonly List<Trial> _trials = [];
    private readonly HashSet<string>? _downstream = seeds.From is { } from ? baseline.DownstreamOf(from) : null;

    public int Requested => _nodes.Requested;

    public IReadOnlyList<Trial> Trials => _trials;

    public IReadOnlyList<PlanNode> Nodes => _nodes.ToNodes();

    /// <summary>Adds an arm at a sweep point, once a seed.</summary>
    public void Add(Variant variant)
    {
        var replicated = ReplicatedIn(variant.Graph);
        var keys = new TrialBuilder(new NodeTable(), data, replicated, variant.Arm, null).Build(variant.Graph).Values;
        var armHash = CanonicalJson.Hash(string.Join('\n', keys.Order(StringComparer.Ordinal)));
        foreach (var seed in seeds.Values)
        {
            _trials.Add(new Trial
            {
                Arm = variant.Arm, Point = Grid.Texts(variant.Point), Seed = seed, ArmHash = armHash,
                Stages = new TrialBuilder(_nodes, data, replicated, variant.Arm, seed).Build(variant.Graph),
            });
        }
    }

    /// <summary>Content hash of all that was added.</summary>
    public string Hash()
    {
        var lines = _nodes.ToNodes().Select(n => n.Key).Order(StringComparer.Ordinal).Concat(_trials.Select(TrialLine));
        return CanonicalJson.Hash(string.Join('\n', lines));
    }

    /// <summary>Stages that the seeds reach: the baseline's (so that an arm that leaves the first of them out is still replicated), and the arm's own.</summary>
    private HashSet<string> ReplicatedIn(StageGraph graph)
    {
        if (_downstream is null) return graph.Stages.Select(s => s.Name).ToHashSet();
        var replicated = new HashSet<string>(_downstream);
        foreach (var stage in graph.Stages)
        {
            if (stage.Parents.Any(p => replicated.Contains(p.Name))) replicated.Add(stage.Name);
        }

        return replicated;
    }

    private static string TrialLine(Trial trial)
    {
        var point = new CanonicalJson();
        foreach (var (path, value) in trial.Point) point.Add(path, value);
        var stages = new CanonicalJson();
        foreach (var (stage, key) in trial.Stages) stages.Add(stage, key);
        return new CanonicalJson().Add("arm", trial.Arm).Add("point", point).Add("seed", trial.Seed).Add("stages", stages).ToString();
    }
}
