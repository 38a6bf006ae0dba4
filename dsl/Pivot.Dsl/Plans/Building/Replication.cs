using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Plans.Building;

/// <summary>Which stages the seeds reach: the baseline's (so that an arm that leaves the first of them out is still replicated), and what follows from them.</summary>
internal sealed class Replication(SeedsSpec seeds, StageGraph baseline)
{
    private readonly HashSet<string>? _downstream = seeds.From is { } from ? baseline.DownstreamOf(from) : null;
    private readonly Dictionary<ResolvedStage, bool> _known = new(ReferenceEqualityComparer.Instance);

    public bool Reaches(ResolvedStage stage)
    {
        if (_downstream is null) return true;
        if (_known.TryGetValue(stage, out bool known)) return known;
        return _known[stage] = _downstream.Contains(stage.Name) || stage.Parents.Any(Reaches);
    }
}
