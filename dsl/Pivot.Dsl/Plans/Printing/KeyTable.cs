using System.Globalization;

namespace Pivot.Dsl.Plans.Printing;

/// <summary>Every node with the beginning of its key.</summary>
internal static class KeyTable
{
    private const int KeyLength = 8;

    public static TextTable Of(Plan plan, Func<string, bool> isCached)
    {
        var names = plan.Nodes.ToDictionary(n => n.Key, n => n.Stage);
        var table = new TextTable(new("key"), new("stage"), new("kind", Wraps: true), new("parents", Wraps: true), new("arms", Wraps: true), new("seed", Right: true), new("stored"));
        foreach (var node in plan.Nodes)
        {
            var parents = string.Join(", ", node.Parents.Values.Select(key => $"{names[key]} {key[..KeyLength]}"));
            var arms = node.Arms.Count == plan.Arms.Count && node.Arms.Count > 1 ? "all" : string.Join(", ", node.Arms);
            table.Add(node.Key[..KeyLength], node.Stage, node.Spec.Kind, parents, arms, node.Seed?.ToString(CultureInfo.InvariantCulture) ?? "-", isCached(node.Key) ? "yes" : "no");
        }

        return table;
    }
}
