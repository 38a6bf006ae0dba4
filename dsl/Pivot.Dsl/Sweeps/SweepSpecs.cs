using System.Globalization;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps;

/// <summary>A sweep as a record, its values as YAML text.</summary>
internal static class SweepSpecs
{
    /// <summary>The order in which a record's members are multiplied.</summary>
    private static readonly string[] Order = ["grid", "zip", "list", "random", "product", "sum"];

    /// <summary>The record of a sweep that has been read without a mistake.</summary>
    public static SweepSpec Of(MapNode map)
    {
        var members = map.Entries.Where(e => Order.Contains(e.Name) && !e.Value.IsNull).ToList();
        var inOrder = members.OrderBy(e => Array.IndexOf(Order, e.Name)).SequenceEqual(members);
        // A record has no order of writing; what is written in another order is a product.
        var spec = inOrder ? members.Aggregate(new SweepSpec(), With) : new SweepSpec { Product = [.. members.Select(m => With(new SweepSpec(), m))] };
        return spec with { When = Conditions(map["when"]), Exclude = Conditions(map["exclude"]) };
    }

    private static SweepSpec With(SweepSpec spec, MapEntry member) => member.Name switch
    {
        "grid" => spec with { Grid = Axes((MapNode)member.Value) },
        "zip" => spec with { Zip = Axes((MapNode)member.Value) },
        "list" => spec with { List = Items(member).Select(Texts).ToList() },
        "random" => spec with { Random = Random((MapNode)member.Value) },
        "product" => spec with { Product = Items(member).Select(Of).ToList() },
        _ => spec with { Sum = Items(member).Select(Of).ToList() },
    };

    private static RandomSpec Random(MapNode map) => new()
    {
        Count = int.Parse(((ScalarNode)map["count"]!).Value, CultureInfo.InvariantCulture),
        Seed = map["seed"] is ScalarNode { IsNull: false } seed ? long.Parse(seed.Value, CultureInfo.InvariantCulture) : 0,
        Over = Texts((MapNode)map["over"]!),
    };

    private static List<IReadOnlyDictionary<string, string>> Conditions(Node? node) => node switch
    {
        MapNode map => [Texts(map)],
        ListNode list => [.. list.Items.Cast<MapNode>().Select(Texts)],
        _ => [],
    };

    private static IEnumerable<MapNode> Items(MapEntry member) => ((ListNode)member.Value).Items.Cast<MapNode>();

    private static Dictionary<string, IReadOnlyList<string>> Axes(MapNode map) =>
        map.Entries.ToDictionary(e => e.Name, IReadOnlyList<string> (e) => [.. ((ListNode)e.Value).Items.Select(YamlWriter.Inline)]);

    private static IReadOnlyDictionary<string, string> Texts(MapNode map) => map.Entries.ToDictionary(e => e.Name, e => YamlWriter.Inline(e.Value));
}
