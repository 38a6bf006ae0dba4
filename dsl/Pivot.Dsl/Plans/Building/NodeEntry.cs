namespace Pivot.Dsl.Plans.Building;

/// <summary>A node and who asks for it.</summary>
internal sealed class NodeEntry(PlanNode node)
{
    private readonly List<string> _arms = [];
    private readonly List<long> _seeds = [];
    private readonly HashSet<long> _knownSeeds = [];

    public string Key => node.Key;

    public void Ask(string arm, long seed)
    {
        // Arms come one after another; their seeds come again and again.
        if (_arms.Count == 0 || _arms[^1] != arm) _arms.Add(arm);
        if (_seeds.Count > 0 && _seeds[^1] == seed) return;
        if (_knownSeeds.Add(seed)) _seeds.Add(seed);
    }

    public PlanNode ToNode() => node with { Arms = _arms, Seeds = _seeds };
}
