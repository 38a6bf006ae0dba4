using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Tests.Mutations;

/// <summary>Every entry of a spec with what the language has at its place.</summary>
internal sealed class SpecPlaces
{
    private readonly MapNode _root;

    private SpecPlaces(MapNode root) => _root = root;

    public List<SpecPlace> All { get; } = [];

    /// <summary>Every map that entries could be put into, with its shape.</summary>
    public List<(string Path, MapNode Map, Shape Shape)> Maps { get; } = [];

    public static SpecPlaces Of(MapNode root)
    {
        var places = new SpecPlaces(root);
        places.Walk(root, Language.Experiment, "");
        return places;
    }

    private void Walk(MapNode map, Shape shape, string path)
    {
        if (shape is VariantShape variant) shape = variant.Of(map) is { } known ? known : ValueShape.Instance;
        Maps.Add((path, map, shape));
        foreach (var entry in map.Entries)
        {
            var step = entry.Name.Contains('.') ? $"[{entry.Name}]" : entry.Name;
            var place = path.Length == 0 ? step : $"{path}.{step}";
            All.Add(new SpecPlace(place, entry, map, shape));
            Walk(entry.Value, Inside(shape, entry), place);
        }
    }

    private void Walk(Node value, Shape shape, string path)
    {
        if (value is MapNode map) Walk(map, shape, path);
        if (value is not ListNode list || shape is not ListShape items) return;
        for (int i = 0; i < list.Items.Count; i++) Walk(list.Items[i], items.Item, $"{path}.{i}");
    }

    private Shape Inside(Shape shape, MapEntry entry) => shape switch
    {
        RecordShape record => record.Keys.GetValueOrDefault(entry.Name) ?? ValueShape.Instance,
        NamesShape names => names.Item,
        OverridesShape => At(entry),
        _ => ValueShape.Instance,
    };

    // What a path of an override leads to; a stage keeps its kind unless the override gives it another.
    private Shape At(MapEntry entry)
    {
        Shape shape = Language.Experiment;
        Node? node = _root;
        foreach (var step in entry.Name.Split('.'))
        {
            if (shape is VariantShape variant) shape = node is MapNode map && variant.Of(map) is { } known ? known : ValueShape.Instance;
            shape = shape switch
            {
                RecordShape record => record.Keys.GetValueOrDefault(step) ?? ValueShape.Instance,
                NamesShape names => names.Item,
                _ => ValueShape.Instance,
            };
            node = (node as MapNode)?[step];
        }

        return shape is VariantShape last && entry.Value is MapNode over && last.Of(over) is null && node is MapNode under ? last.Of(under) ?? (Shape)last : shape;
    }
}
