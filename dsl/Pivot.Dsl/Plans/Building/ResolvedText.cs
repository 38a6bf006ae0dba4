using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Sweeps;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Plans.Building;

/// <summary>
/// A resolved spec as text that compiles to the same plan wherever it is put: sections in the order of the language, paths made absolute.
/// </summary>
internal static class ResolvedText
{
    public static string Of(MapNode root)
    {
        var order = Language.Experiment.Keys.Keys.ToList();
        var sections = root.Entries.Where(e => !e.Value.IsNull).OrderBy(e => order.IndexOf(e.Name)).Select(e => e with { Value = Section(e) });
        return YamlWriter.Document(new MapNode(sections.ToList(), root.Span, root.Source));
    }

    private static Node Section(MapEntry section) => section switch
    {
        { Name: "data" or "models", Value: MapNode named } => Each(named, e => Absolute([section.Name, e.Name], e.Value)),
        { Name: "arms", Value: MapNode arms } => Each(arms, arm => arm.Value is MapNode overrides ? Each(overrides, o => Absolute(o.Name.Split('.'), o.Value)) : arm.Value),
        { Name: "sweep", Value: MapNode sweep } => Each(sweep, grid => grid.Value is MapNode axes ? Each(axes, Axis) : grid.Value),
        _ => section.Value,
    };

    private static Node Axis(MapEntry axis) =>
        axis.Value is ListNode list ? new ListNode(list.Items.Select(item => Absolute(axis.Name.Split('.'), item)).ToList(), list.Span, list.Source) : axis.Value;

    /// <summary>The value with the paths in it made absolute that start from the folder of their text; the others start from one of these.</summary>
    private static Node Absolute(string[] path, Node value)
    {
        if (path[0] is not ("data" or "models") || path.Length > 4) return value;
        if (value is MapNode map) return Each(map, e => Absolute([.. path, e.Name], e.Value));
        bool startsFromText = path is ["data", _, "path" or "images"] or ["models", _, "vision_tower", "checkpoint"];
        if (!startsFromText || value is not ScalarNode { IsNull: false } scalar) return value;
        return new ScalarNode(PathReader.Absolute(scalar.Value, scalar.Source.Folder), scalar.IsPlain, scalar.Span, scalar.Source);
    }

    private static MapNode Each(MapNode map, Func<MapEntry, Node> change) =>
        new(map.Entries.Select(e => e with { Value = change(e) }).ToList(), map.Span, map.Source);
}
