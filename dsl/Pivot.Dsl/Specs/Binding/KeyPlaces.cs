namespace Pivot.Dsl.Specs.Binding;

/// <summary>Where in the language a key stands: what to say of one that was put elsewhere.</summary>
internal static class KeyPlaces
{
    private const int MostTold = 3;

    private static readonly Lazy<Dictionary<string, List<string>>> Places = new(() =>
    {
        var places = new Dictionary<string, List<string>>();
        Collect(Language.Experiment, places, []);
        return places;
    });

    /// <summary><c>'width' belongs to vision_tower or language_model; </c>, or nothing when no place has the key, or many have.</summary>
    public static string Hint(string key) =>
        Places.Value.TryGetValue(key, out var places) && places.Count <= MostTold ? $"'{key}' belongs to {string.Join(" or ", places)}; " : "";

    private static void Collect(Shape shape, Dictionary<string, List<string>> places, HashSet<Shape> seen)
    {
        if (!seen.Add(shape)) return;
        switch (shape)
        {
            case RecordShape record:
                Add(record, record == Language.Experiment ? "the top of the file" : record.What, places, seen);
                break;
            case VariantShape variant:
                foreach (var record in variant.Variants.Values) Add(record, $"a {variant.What}", places, seen);
                break;
            case NamesShape names:
                Collect(names.Item, places, seen);
                break;
            case ListShape list:
                Collect(list.Item, places, seen);
                break;
        }
    }

    private static void Add(RecordShape record, string what, Dictionary<string, List<string>> places, HashSet<Shape> seen)
    {
        foreach (var (key, inside) in record.Keys)
        {
            if (!places.TryGetValue(key, out var known)) places[key] = known = [];
            if (!known.Contains(what)) known.Add(what);
            Collect(inside, places, seen);
        }
    }
}
