using Pivot.Dsl.Plans.Forecasts;

namespace Pivot.Dsl.Plans.Printing;

/// <summary>Nodes of one name that do the same kind of work on the same thing: a row of the table of stages.</summary>
internal sealed class StageGroup(string stage, string kind, string reads)
{
    private readonly HashSet<string> _arms = [];

    /// <summary>The stage's name.</summary>
    public string Stage => stage;

    /// <summary>Its kind.</summary>
    public string Kind => kind;

    /// <summary>What it reads: stages by name, then the data.</summary>
    public string Reads => reads;

    /// <summary>Its nodes in the order of the plan.</summary>
    public List<PlanNode> Nodes { get; } = [];

    /// <summary>How many of them the store holds.</summary>
    public int Cached { get; private set; }

    /// <summary>Names of the arms that ask for any of them.</summary>
    public IReadOnlySet<string> Arms => _arms;

    /// <summary>The groups of a plan in the order of their first nodes.</summary>
    public static IReadOnlyList<StageGroup> Of(Plan plan, Func<string, bool> isCached)
    {
        var names = plan.Nodes.ToDictionary(n => n.Key, n => n.Stage);
        var groups = new Dictionary<(string, string, string), StageGroup>();
        var order = new List<StageGroup>();
        foreach (var node in plan.Nodes)
        {
            var reads = ReadsOf(node, names);
            if (!groups.TryGetValue((node.Stage, node.Spec.Kind, reads), out var group))
            {
                group = new StageGroup(node.Stage, node.Spec.Kind, reads);
                groups.Add((node.Stage, node.Spec.Kind, reads), group);
                order.Add(group);
            }

            group.Nodes.Add(node);
            if (isCached(node.Key)) group.Cached++;
            foreach (var arm in node.Arms) group._arms.Add(arm);
        }

        return order;
    }

    /// <summary>What a node reads: <c>from instruct, post.reference, scenes.preference</c>.</summary>
    public static string ReadsOf(PlanNode node, IReadOnlyDictionary<string, string> names)
    {
        var parts = node.Parents.Select(p => p.Key switch
        {
            ParentRoles.From => $"from {names[p.Value]}",
            ParentRoles.VisionTower => $"tower of {names[p.Value]}",
            _ => names[p.Value], // post.reference and post.features say what they are
        });
        return string.Join(", ", parts.Append(node.Spec.Data));
    }

    /// <summary>A number of its nodes as text, lowest to highest where they differ; empty where there is none.</summary>
    public string Range(Func<PlanNode, double?> number, Func<double, string> text)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (var node in Nodes)
        {
            if (number(node) is not { } value) continue;
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        if (low > high) return "";
        var (from, to) = (text(low), text(high));
        return from == to ? from : $"{from} to {to}";
    }
}
