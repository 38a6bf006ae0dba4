using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps;

/// <summary>One change of the spec: a dotted path and the value to put there; null removes.</summary>
internal sealed class Override
{
    /// <param name="key">The path as written.</param>
    /// <param name="segments">Its steps, each with the place of its own text.</param>
    /// <param name="value">The value.</param>
    public Override(ScalarNode key, IReadOnlyList<ScalarNode> segments, Node value) =>
        (Key, Segments, Value, Path) = (key, segments, value, string.Join('.', segments.Select(s => s.Value)));

    private Override(Override other, Node value) => (Key, Segments, Value, Path) = (other.Key, other.Segments, value, other.Path);

    public ScalarNode Key { get; }

    public IReadOnlyList<ScalarNode> Segments { get; }

    public Node Value { get; }

    public string Path { get; }

    /// <summary>The value as YAML text; kept, because every trial asks.</summary>
    public string Text => field ??= YamlWriter.Inline(Value);

    /// <summary>Whether it leaves a stage out.</summary>
    public bool RemovesStage => Value.IsNull && Segments is [{ Value: "stages" }, _];

    /// <summary>Whether it sets a variable.</summary>
    public bool IsOfVariable => Segments[0].Value == "vars";

    public static Override Of(ScalarNode key, Node value) => new(key, Split(key), value);

    /// <summary>The same path with another value.</summary>
    public Override With(Node value) => new(this, value);

    /// <summary>The paths of the single values it sets: a map's entries one by one.</summary>
    public IEnumerable<string> Leaves() => Leaves(Path, Value);

    private static IEnumerable<string> Leaves(string path, Node value) =>
        value is MapNode map ? map.Entries.SelectMany(e => Leaves($"{path}.{e.Name}", e.Value)) : [path];

    private static List<ScalarNode> Split(ScalarNode key)
    {
        var segments = new List<ScalarNode>();
        int quote = key.IsPlain ? 0 : 1, start = 0;
        foreach (var step in key.Value.Split('.'))
        {
            int column = key.Span.Column + quote + start;
            var span = key.Span.Line == key.Span.EndLine
                ? new SourceSpan(key.Span.File, key.Span.Line, column, key.Span.Line, column + step.Length)
                : key.Span;
            segments.Add(new ScalarNode(step, isPlain: true, span, key.Source));
            start += step.Length + 1;
        }

        return segments;
    }
}
