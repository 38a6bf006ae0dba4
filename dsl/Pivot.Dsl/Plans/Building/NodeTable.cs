using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Plans.Building;

/// <summary>The distinct nodes of a plan, in the order they were first asked for, and who asks for each.</summary>
internal sealed class NodeTable
{
    private readonly Dictionary<string, Entry> _byContent = [];
    private readonly List<Entry> _order = [];

    /// <summary>Nodes asked for, the shared ones counted each time.</summary>
    public int Requested { get; private set; }

    /// <summary>The key of the node with this content, made by <paramref name="make"/> when it is asked for the first time.</summary>
    public string Ask(string content, string arm, long seed, Func<string, PlanNode> make)
    {
        Requested++;
        if (!_byContent.TryGetValue(content, out var entry))
        {
            entry = new Entry(make(CanonicalJson.Hash(content)) with { Content = content });
            _byContent[content] = entry;
            _order.Add(entry);
        }

        if (!entry.Arms.Contains(arm)) entry.Arms.Add(arm);
        if (!entry.Seeds.Contains(seed)) entry.Seeds.Add(seed);
        return entry.Node.Key;
    }

    public IReadOnlyList<PlanNode> ToNodes() => _order.Select(e => e.Node with { Arms = e.Arms, Seeds = e.Seeds }).ToList();

    private sealed record Entry(PlanNode Node)
    {
        public List<string> Arms { get; } = [];

        public List<long> Seeds { get; } = [];
    }
}
