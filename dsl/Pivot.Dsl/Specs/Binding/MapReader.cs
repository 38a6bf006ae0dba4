using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>Reads the keys of one map by name and type, and reports what is unknown, missing or of the wrong type.</summary>
internal sealed class MapReader
{
    private const int MostItems = 10_000;

    /// <summary>How to mend a list where a map must stand.</summary>
    public const string ListForMap = "a map is written 'NAME: VALUE', without '-' or '[ ]'";

    private static readonly string[] Leading = ["arch", "kind", "template"]; // keys that a lone word is likely meant for

    private readonly RecordShape _shape;
    private readonly DiagnosticBag _bag;

    /// <param name="map">The map.</param>
    /// <param name="owner">The key it stands under: where a missing key is reported.</param>
    /// <param name="path">Dotted path of the map, empty for the top.</param>
    /// <param name="shape">The keys it may have.</param>
    /// <param name="bag">Receives what is wrong.</param>
    /// <param name="variants">The other kinds a key might belong to, or null.</param>
    public MapReader(MapNode map, SourceSpan owner, string path, RecordShape shape, DiagnosticBag bag, VariantShape? variants = null)
    {
        (Map, Owner, Path, _shape, _bag) = (map, owner, path, shape, bag);
        Broken = UnknownKeys.Report(map, path, shape, bag, variants);
    }

    public MapNode Map { get; }

    public SourceSpan Owner { get; }

    public string Path { get; }

    public DiagnosticBag Bag => _bag;

    /// <summary>Keys that are misspelt or whose value could not be read; rules about them would only say the same again.</summary>
    public HashSet<string> Broken { get; }

    /// <summary>The value of a key, or null when it is absent or null. A key that the shape does not have is a mistake in the program.</summary>
    public Node? Take(string key)
    {
        if (!_shape.Keys.ContainsKey(key)) throw new InvalidOperationException($"{_shape.What} has no key {key} in the table of the language");
        var node = Map[key];
        if (node is BrokenNode) Broken.Add(key);
        return node is null or BrokenNode || node.IsNull ? null : node;
    }

    public string PathOf(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    public string? Text(string key) => Take(key) is { } node ? TextOf(node, key) : null;

    public string? RequiredText(string key, string? hint = null)
    {
        var text = Text(key);
        if (text is null) Require(key, hint);
        return text;
    }

    public int? Int(string key) => Whole(key, int.MinValue, int.MaxValue) is { } value ? (int)value : null;

    public long? Long(string key) => Whole(key, long.MinValue, long.MaxValue);

    public double? Real(string key) => Take(key) is { } node ? RealOf(node, key) : null;

    public bool? Truth(string key)
    {
        if (Take(key) is not { } node || Scalar(node, key, "true or false") is not { } scalar) return null;
        if (ScalarReader.Truth(scalar, out bool value) is not { } problem) return value;
        Report(node, key, problem);
        return null;
    }

    public IReadOnlyList<string>? Texts(string key) => List(key, "words", node => TextOf(node, key, ofList: true));

    public IReadOnlyList<double>? Reals(string key) => List(key, "numbers", node => RealOf(node, key, ofList: true) is { } value ? new Box(value) : null)?.Select(b => b.Value).ToList();

    public IReadOnlyList<long>? Longs(string key) => List(key, "whole numbers", node => WholeOf(node, key, ofList: true) is { } value ? new LongBox(value) : null)?.Select(b => b.Value).ToList();

    /// <summary>A map under a key, or null when it is absent or not a map (which is reported).</summary>
    public MapEntry? MapAt(string key)
    {
        var node = Take(key);
        if (node is null) return null;
        if (node is MapNode) return Map.Find(key);
        WrongType(node, key, "a map", node is ListNode ? ListForMap : node is ScalarNode word ? WordForMap(key, word) : null);
        return null;
    }

    /// <summary>A reader of the map under a key, or null when it is absent or not a map (which is reported).</summary>
    public MapReader? Inside(string key, RecordShape shape) =>
        MapAt(key) is { Value: MapNode map } entry ? new MapReader(map, entry.Key.Span, PathOf(key), shape, _bag) : null;

    /// <summary>A list of lists of whole numbers.</summary>
    public IReadOnlyList<IReadOnlyList<int>>? Sizes(string key) => List<IReadOnlyList<int>>(key, "lists", node =>
    {
        if (node is not ListNode list)
        {
            Report(node, key, new(DiagnosticCodes.WrongType, "a list of whole numbers", null), ofList: true);
            return null;
        }

        return [.. list.Items.Select(item => WholeOf(item, key, ofList: true) is { } value ? (int)Math.Clamp(value, -1, int.MaxValue) : 1)];
    });

    /// <summary>Reports a key as missing unless what stands there was reported already.</summary>
    public void Require(string key, string? hint = null)
    {
        if (!Broken.Add(key)) return;
        var at = Map.Find(key) is { } entry ? entry.Key.Span : Owner;
        _bag.Error(DiagnosticCodes.MissingKey, at, PathOf(key), Path.Length == 0 ? $"the experiment lacks '{key}'" : $"'{Path}' lacks '{key}', which a {_shape.What} must have", hint);
    }

    public double? RealOf(Node node, string key, bool ofList = false)
    {
        if (Scalar(node, key, "a number", ofList) is not { } scalar) return null;
        if (ScalarReader.Real(scalar, out double value) is not { } problem) return value;
        Report(node, key, problem, ofList);
        return null;
    }

    public void WrongType(Node node, string key, string expected, string? hint = null) => Report(node, key, new(DiagnosticCodes.WrongType, expected, hint));

    private long? Whole(string key, long least, long most)
    {
        if (Take(key) is not { } node || WholeOf(node, key) is not { } value) return null;
        if (value >= least && value <= most) return value;
        Broken.Add(key);
        var limit = value > most ? $"at most {most}" : $"at least {least}";
        _bag.Error(DiagnosticCodes.OutOfRange, node.Span, PathOf(key), $"'{key}' must be {limit}, found {value}");
        return null;
    }

    private long? WholeOf(Node node, string key, bool ofList = false)
    {
        if (Scalar(node, key, "a whole number", ofList) is not { } scalar) return null;
        if (ScalarReader.Whole(scalar, out long value) is not { } problem) return value;
        Report(node, key, problem, ofList);
        return null;
    }

    private string? TextOf(Node node, string key, bool ofList = false) => Scalar(node, key, "a word", ofList)?.Value;

    private IReadOnlyList<T>? List<T>(string key, string items, Func<Node, T?> read)
        where T : class
    {
        var node = Take(key);
        if (node is null) return null;
        if (node is not ListNode list)
        {
            WrongType(node, key, $"a list of {items}", node is ScalarNode { Value.Length: < 100 } scalar ? $"write [{YamlWriter.Inline(scalar)}]" : null);
            return null;
        }

        if (list.Items.Count > MostItems)
        {
            Broken.Add(key);
            _bag.Error(DiagnosticCodes.OutOfRange, node.Span, PathOf(key), $"'{key}' must have at most {MostItems} items, found {list.Items.Count}");
            return null;
        }

        var values = new List<T>();
        foreach (var item in list.Items)
        {
            if (read(item) is { } value) values.Add(value);
        }

        return values;
    }

    private string? WordForMap(string key, ScalarNode word) =>
        _shape.Keys[key] is RecordShape inside && Leading.FirstOrDefault(inside.Keys.ContainsKey) is { } leading && Names.IsName(word.Value) ? $"write {{ {leading}: {word.Value} }}" : null;

    private ScalarNode? Scalar(Node node, string key, string expected, bool ofList = false)
    {
        if (node is ScalarNode { IsNull: false } scalar) return scalar;
        if (node is BrokenNode) Broken.Add(key);
        else Report(node, key, new(DiagnosticCodes.WrongType, expected, null), ofList);
        return null;
    }

    private void Report(Node node, string key, ScalarProblem problem, bool ofList = false)
    {
        Broken.Add(key);
        _bag.Error(problem.Code, node.Span, PathOf(key), $"{(ofList ? "every item of " : "")}'{key}' must be {problem.Expected}, found {node.Describe()}", problem.Hint);
    }

    private sealed record Box(double Value);

    private sealed record LongBox(long Value);
}
