namespace Pivot.Dsl.Plans.Building;

/// <summary>The distinct nodes of a plan, in the order they were first asked for, and who asks for each.</summary>
internal sealed class NodeTable
{
    private readonly Dictionary<string, NodeEntry> _byKey = [];
    private readonly List<NodeEntry> _order = [];

    /// <summary>Nodes asked for, the shared ones counted each time.</summary>
    public int Requested { get; private set; }

    /// <summary>The node with a key, made by <paramref name="make"/> when it is asked for the first time.</summary>
    public NodeEntry Of(string key, Func<IReadOnlyList<string>, IReadOnlyList<long>, PlanNode> make)
    {
        if (_byKey.TryGetValue(key, out var entry)) return entry;
        entry = new NodeEntry(make);
        _byKey[key] = entry;
        _order.Add(entry);
        return entry;
    }

    /// <summary>Counts a trial that asks for a node.</summary>
    public void Ask(NodeEntry entry, string arm, long seed)
    {
        Requested++;
        entry.Ask(arm, seed);
    }

    public IReadOnlyList<PlanNode> ToNodes() => _order.Select(e => e.Node).ToList();

    /// <summary>Every key, in the order of the alphabet.</summary>
    public IReadOnlyList<string> Keys()
    {
        var keys = _byKey.Keys.ToArray();
        Array.Sort(keys, StringComparer.Ordinal);
        return keys;
    }
}
