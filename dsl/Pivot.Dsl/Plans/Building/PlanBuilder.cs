using System.Security.Cryptography;
using System.Text;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Plans.Building;

/// <summary>Trials and their nodes, out of checked variants.</summary>
internal sealed class PlanBuilder
{
    private readonly NodeTable _nodes = new();
    private readonly List<Trial> _trials = [];
    private readonly TrialBuilder _ofEvery;
    private readonly IReadOnlyList<(long Seed, TrialBuilder Builder)> _ofSeeds;

    public PlanBuilder(DataReading data, SeedsSpec seeds, StageGraph baseline)
    {
        var replication = new Replication(seeds, baseline);
        var contents = new KnownContents(data);
        _ofSeeds = seeds.Values.Select(seed => (seed, new TrialBuilder(_nodes, data, contents, replication, seed))).ToList();
        // Of one seed there are no replicates to group, and its own keys serve: a plan of ten thousand trials is hashed once and not twice.
        _ofEvery = _ofSeeds.Count == 1 ? _ofSeeds[0].Builder : new TrialBuilder(null, data, contents, replication, null);
    }

    public int Requested => _nodes.Requested;

    public IReadOnlyList<Trial> Trials => _trials;

    public IReadOnlyList<PlanNode> Nodes => _nodes.ToNodes();

    /// <summary>Adds an arm at its sweep points, each once a seed; points that come to the same work are one.</summary>
    public PointMerge Add(ArmVariants arm)
    {
        var keys = arm.Variants.Select(v => v.Graph.Stages.Select(s => _ofEvery.Build(s).Key).ToArray()).ToList();
        var work = arm.Variants.Select((v, i) => string.Concat(v.Graph.Stages.Select((stage, at) => $"{stage.Name} {keys[i][at]} "))).ToList();
        var merge = PointMerge.Of(arm.Variants.Select(v => v.Point).ToList(), work);
        foreach (int i in merge.Kept) Add(arm.Arm, arm.Variants[i], merge, CanonicalJson.Hash(string.Join('\n', keys[i].Order(StringComparer.Ordinal))));
        return merge;
    }

    /// <summary>Content hash of all that was added.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        bool isFirst = true;
        foreach (var line in _nodes.Keys().Concat(_trials.Select(TrialLine)))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(isFirst ? line : "\n" + line));
            isFirst = false;
        }

        return CanonicalJson.Hex(hash.GetHashAndReset());
    }

    private void Add(string arm, Variant variant, PointMerge merge, string armHash)
    {
        var point = merge.Shown(variant);
        foreach (var (seed, builder) in _ofSeeds)
        {
            var stages = new Dictionary<string, string>(variant.Graph.Stages.Count);
            foreach (var stage in variant.Graph.Stages)
            {
                var built = builder.Build(stage);
                stages[stage.Name] = built.Key;
                foreach (var entry in built.Entries) _nodes.Ask(entry, arm, seed);
            }

            _trials.Add(new Trial { Arm = arm, Point = point, Seed = seed, ArmHash = armHash, Stages = stages });
        }
    }

    // Of a sweep point the axes' names count and not the values as written: 1e-3 is 0.001, and a path is what lies there. The keys have the values.
    private static string TrialLine(Trial trial)
    {
        var stages = new CanonicalJson();
        foreach (var (stage, key) in trial.Stages) stages.Add(stage, key);
        return new CanonicalJson().Add("arm", trial.Arm).Add("axes", trial.Point.Keys).Add("seed", trial.Seed).Add("stages", stages).ToString();
    }
}
