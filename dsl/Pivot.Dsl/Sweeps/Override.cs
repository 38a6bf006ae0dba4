using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps;

/// <summary>One change of the spec: a dotted path and the value to put there; null removes.</summary>
/// <param name="Key">The path as written.</param>
/// <param name="Segments">Its steps, each with the place of its own text.</param>
/// <param name="Value">The value.</param>
internal sealed record Override(ScalarNode Key, IReadOnlyList<ScalarNode> Segments, Node Value)
{
    public string Path => string.Join('.', Segments.Select(s => s.Value));

    public static Override Of(ScalarNode key, Node value) => new(key, Split(key), value);

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
