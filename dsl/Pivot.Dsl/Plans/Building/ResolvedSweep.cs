using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Plans.Building;

/// <summary>A sweep with the paths of files in it made absolute, wherever they stand: in axes, in points, in draws, in conditions.</summary>
internal static class ResolvedSweep
{
    public static Node Of(Node sweep) => sweep is not MapNode map ? sweep : ResolvedText.Each(map, member => member.Name switch
    {
        "grid" or "zip" => Values(member.Value),
        "list" or "when" or "exclude" => Points(member.Value),
        "random" => member.Value is MapNode random ? ResolvedText.Each(random, e => e.Name == "over" && e.Value is MapNode over ? ResolvedText.Each(over, Choice) : e.Value) : member.Value,
        "product" or "sum" => Items(member.Value, Of),
        _ => member.Value,
    });

    private static Node Values(Node axes) => axes is MapNode map ? ResolvedText.Each(map, Value) : axes;

    private static Node Points(Node points) => points is ListNode ? Items(points, Values) : Values(points);

    private static Node Choice(MapEntry axis) =>
        axis.Value is MapNode { Entries: [{ Name: "choice" } choice] } map ? map.With(choice with { Value = Value(axis with { Value = choice.Value }) }) : axis.Value;

    /// <summary>A value under a path, each of a list of them, or what a condition says of them with <c>not</c>.</summary>
    private static Node Value(MapEntry entry) => entry.Value switch
    {
        ListNode list => Items(list, item => Value(entry with { Value = item })),
        MapNode { Entries: [{ Name: "not" } not] } map => map.With(not with { Value = Value(entry with { Value = not.Value }) }),
        var value => ResolvedText.Absolute(entry.Name.Split('.'), value),
    };

    private static Node Items(Node node, Func<Node, Node> change) => node is ListNode list ? new ListNode(list.Items.Select(change).ToList(), list.Span, list.Source) : node;
}
