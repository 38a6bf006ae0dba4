using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Interpolation;

/// <summary>
/// Puts in what says which arms and points there are: a whole list of values, a count, a condition. A single value of an arm or an axis stays as it
/// is written, because the arm or the point may change what it names.
/// </summary>
internal static class SweepReferences
{
    public static MapNode Apply(MapNode root, Resolution resolution)
    {
        if (root.Find("arms") is { Value: MapNode { HasReferences: true } arms } armsEntry)
        {
            root = root.With(armsEntry with { Value = Each(arms, arm => arm.Value is ScalarNode ? resolution.Resolve(arm.Value, $"arms.{arm.Name}") : arm.Value) });
        }

        return root.Find("sweep") is { Value.HasReferences: true } sweep ? root.With(sweep with { Value = Sweep(sweep.Value, "sweep", resolution) }) : root;
    }

    private static Node Sweep(Node node, string path, Resolution resolution) => node is not MapNode map ? resolution.Resolve(node, path) : Each(map, member =>
    {
        var at = $"{path}.{member.Name}";
        return (Language.Sweep.Keys.GetValueOrDefault(member.Name), member.Value) switch
        {
            (OverridesShape { NullIsValue: false }, MapNode axes) => Each(axes, axis => axis.Value is ListNode ? axis.Value : resolution.Resolve(axis.Value, $"{at}.{axis.Name}")),
            (ListShape { Item: OverridesShape }, ListNode points) => new ListNode(points.Items.Select(p => p is MapNode ? p : resolution.Resolve(p, at)).ToList(), points.Span, points.Source),
            (ListShape, ListNode sweeps) => new ListNode(sweeps.Items.Select(s => Sweep(s, at, resolution)).ToList(), sweeps.Span, sweeps.Source),
            _ => resolution.Resolve(member.Value, at),
        };
    });

    private static MapNode Each(MapNode map, Func<MapEntry, Node> change) =>
        !map.HasReferences ? map : new(map.Entries.Select(e => e with { Value = change(e) }).ToList(), map.Span, map.Source);
}
