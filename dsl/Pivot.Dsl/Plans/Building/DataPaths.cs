using Pivot.Dsl.Interpolation;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Plans.Building;

/// <summary>
/// Makes the paths to files in a resolved spec absolute, those included that come through variables: a path that begins with <c>${root}</c> starts
/// where the variable is written, so the variable's text is what has to be made absolute, wherever it is given a value.
/// </summary>
internal sealed class DataPaths
{
    private readonly HashSet<(string Variable, string Path)> _used = [];

    public DataPaths(MapNode root)
    {
        Collect(root, []);
        // A variable may begin with another one.
        for (int before = -1; before != _used.Count;)
        {
            before = _used.Count;
            Collect(root, [], ofVariables: true);
        }
    }

    /// <summary>The value with the paths in it made absolute that start from the folder of their text; the others start from one of these.</summary>
    /// <param name="path">Where the value stands.</param>
    /// <param name="value">The value.</param>
    public Node Absolute(string[] path, Node value)
    {
        if (path is ["vars", var variable, ..]) return OfVariable(variable, path[2..], value);
        return OfFiles(path, value);
    }

    private static bool IsPath(string[] path) => path is ["data", _, "path" or "images" or "root" or "tokenizer"] 
        or ["models", _, "checkpoint"] or ["models", _, "vision_tower" or "language_model", "checkpoint"] or ["models", _, "tokenizer", "path"];

    private static Node OfFiles(string[] path, Node value)
    {
        if (path.Length > 4 || path[0] is not ("data" or "models")) return value;
        if (value is MapNode map) return Each(map, e => OfFiles([.. path, e.Name], e.Value));
        if (!IsPath(path) || value is not ScalarNode { IsNull: false } scalar || (scalar.HasReferences && Template.Parse(scalar.Value).First is not null)) return value;
        return new ScalarNode(PathReader.Absolute(scalar.Value, scalar.Source.Folder), scalar.IsPlain, scalar.Span, scalar.Source, !scalar.HasReferences);
    }

    private Node OfVariable(string variable, string[] inside, Node value) =>
        _used.Where(u => u.Variable == variable).Aggregate(value, (node, u) => OfFiles([.. u.Path.Split('.'), .. inside], node));

    /// <summary>Which variables stand where a path to a file begins, or where a whole source stands that holds one.</summary>
    private void Collect(Node node, string[] path, bool ofVariables = false)
    {
        if (!node.HasReferences) return;
        switch (node)
        {
            case MapNode map:
                foreach (var entry in map.Entries) Collect(entry.Value, path is ["arms", _, ..] or ["sweep", ..] ? Inside(path, entry.Name) : [.. path, entry.Name], ofVariables);
                break;
            case ListNode list:
                foreach (var item in list.Items) Collect(item, path, ofVariables);
                break;
            case ScalarNode scalar when ofVariables && path is ["vars", var variable, ..]:
                foreach (var use in _used.Where(u => u.Variable == variable).ToList()) Note(scalar, [.. use.Path.Split('.'), .. path[2..]]);
                break;
            case ScalarNode scalar when !ofVariables && path is ["data" or "models", ..]:
                Note(scalar, path);
                break;
        }
    }

    /// <summary>Below an arm or an axis a dotted key says where its value goes.</summary>
    private static string[] Inside(string[] path, string key)
    {
        var steps = key.Split('.');
        return steps[0] is "data" or "models" or "vars" ? steps : path;
    }

    private void Note(ScalarNode scalar, string[] path)
    {
        var template = Template.Parse(scalar.Value);
        if (template.First is not { } first || first.Path.Split('.') is not ["vars", var variable, .. var inside]) return;
        bool holds = IsPath(path) || (path.Length < (path[0] == "models" ? 4 : 3) && template.Whole is not null);
        if (holds && inside.Length == 0) _used.Add((variable, string.Join('.', path)));
    }

    /// <summary>The same change of every value of a map.</summary>
    public static MapNode Each(MapNode map, Func<MapEntry, Node> change) =>
        new(map.Entries.Select(e => e with { Value = change(e) }).ToList(), map.Span, map.Source);
}
