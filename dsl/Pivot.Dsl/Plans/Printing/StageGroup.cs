using System.Runtime.CompilerServices;
using Pivot.Dsl.Graphs;
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

    /// <summary>What its nodes are forecast to take, nodes that take the same once: of ten thousand that differ in a rate there is one.</summary>
    public IReadOnlyList<StageForecast> Forecasts(PlanForecast forecast) => [.. Nodes.Select(n => forecast.Stages[n.Key]).DistinctBy(f => (f.Cost, f.Seconds), ByReference)];

    private static IEqualityComparer<(StageCost Cost, double? Seconds)> ByReference { get; } =
        EqualityComparer<(StageCost Cost, double? Seconds)>.Create((a, b) => ReferenceEquals(a.Cost, b.Cost) && a.Seconds == b.Seconds, x => RuntimeHelpers.GetHashCode(x.Cost));

    /// <summary>A number of many things as text, lowest to highest where they differ; empty where there is none.</summary>
    public static string Range<T>(IEnumerable<T> items, Func<T, double?> number, Func<double, string> text)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (var item in items)
        {
            if (number(item) is not { } value) continue;
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        if (low > high) return "";
        var (from, to) = (text(low), text(high));
        return from == to ? from : $"{from} to {to}";
    }
}
