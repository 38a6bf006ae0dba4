using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>
/// Data, models and stages of a spec and of every variant of it. An override shares the nodes it does not touch, so what was bound for one
/// variant is found again by its node and bound once.
/// </summary>
internal sealed class PartsBinder(DiagnosticBag bag)
{
    private static readonly string[] Sections = ["data", "models", "stages"];

    private readonly Dictionary<MapNode, object?> _bound = []; // two nodes are equal only when they are one

    public BoundParts Bind(MapNode root) => new(
        Names.Read(Section(root, "data"), "data", "data source", bag, (e, map, path) => Once(map, () => DataBinder.Bind(e, map, path, bag))),
        Names.Read(Section(root, "models"), "models", "model", bag, (e, map, path) => Once(map, () => ModelBinder.Bind(e, map, path, bag))),
        Names.Read(Section(root, "stages"), "stages", "stage", bag, (e, map, path) => Once(map, () => StageBinder.Bind(e, map, path, bag))))
    {
        Unread = Sections.Where(section => root[section] is not MapNode).ToHashSet(),
    };

    private static MapNode? Section(MapNode root, string key) => root[key] as MapNode;

    private T? Once<T>(MapNode map, Func<T?> bind)
        where T : class
    {
        if (_bound.TryGetValue(map, out var known)) return (T?)known;
        var bound = bind();
        _bound[map] = bound;
        return bound;
    }
}
