using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Plans.Building;

/// <summary>
/// A resolved spec as text that compiles to the same plan wherever it is put: sections in the order of the language, paths made absolute. What
/// <c>${...}</c> names stays named, because arms and axes may change it.
/// </summary>
internal static class ResolvedText
{
    public static string Of(MapNode root)
    {
        var order = Language.Experiment.Keys.Keys.ToList();
        var paths = new DataPaths(root);
        var sections = root.Entries.Where(e => !e.Value.IsNull).OrderBy(e => order.IndexOf(e.Name)).Select(e => e with { Value = Section(e, paths) });
        return YamlWriter.Document(new MapNode(sections.ToList(), root.Span, root.Source));
    }

    private static Node Section(MapEntry section, DataPaths paths) => section switch
    {
        { Name: "data" or "models" or "vars", Value: MapNode values } => DataPaths.Each(values, e => paths.Absolute([section.Name, e.Name], e.Value)),
        { Name: "arms", Value: MapNode arms } => DataPaths.Each(arms, arm => Changes(arm.Value, paths)),
        { Name: "sweep" } => Changes(section.Value, paths),
        _ => section.Value,
    };

    /// <summary>Arms, axes, points: below them a key that begins with a section is a path, and what stands there goes to that path.</summary>
    private static Node Changes(Node node, DataPaths paths) => node switch
    {
        MapNode map => DataPaths.Each(map, e => e.Name.Split('.') is ["data" or "models" or "vars", ..] path ? Values(path, e.Value, paths) : Changes(e.Value, paths)),
        ListNode list => new ListNode(list.Items.Select(item => Changes(item, paths)).ToList(), list.Span, list.Source),
        _ => node,
    };

    private static Node Values(string[] path, Node value, DataPaths paths) => value switch
    {
        ListNode list => new ListNode(list.Items.Select(item => paths.Absolute(path, item)).ToList(), list.Span, list.Source),
        MapNode { Entries: [{ Name: "choice" or "not" } entry] } map => map.With(entry with { Value = Values(path, entry.Value, paths) }),
        _ when path.Length == 1 && value is MapNode map => DataPaths.Each(map, e => paths.Absolute([path[0], e.Name], e.Value)),
        _ => paths.Absolute(path, value),
    };
}
