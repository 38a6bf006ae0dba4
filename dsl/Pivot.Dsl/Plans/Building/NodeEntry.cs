namespace Pivot.Dsl.Plans.Building;

/// <summary>A node and who asks for it.</summary>
internal sealed class NodeEntry
{
    private readonly List<string> _arms = new(1);
    private readonly List<long> _seeds = new(1);
    private HashSet<long>? _manySeeds;

    /// <param name="make">Makes the node, given its arms and seeds, which are added to later.</param>
    public NodeEntry(Func<IReadOnlyList<string>, IReadOnlyList<long>, PlanNode> make) => Node = make(_arms, _seeds);

    public PlanNode Node { get; }

    public void Ask(string arm, long seed)
    {
        // Arms come one after another; their seeds come again and again.
        if (_arms.Count == 0 || _arms[^1] != arm) _arms.Add(arm);
        if (_seeds.Count > 0 && _seeds[^1] == seed) return;
        if (IsNew(seed)) _seeds.Add(seed);
    }

    private bool IsNew(long seed)
    {
        const int few = 8; // a set for each of a hundred thousand nodes would take more than the nodes
        if (_seeds.Count < few) return !_seeds.Contains(seed);
        return (_manySeeds ??= [.. _seeds]).Add(seed);
    }
}
