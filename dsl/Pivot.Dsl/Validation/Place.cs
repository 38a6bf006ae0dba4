using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Validation;

/// <summary>A value that a rule is about, where it is written.</summary>
/// <param name="Key">Its key, dotted below the map that is validated.</param>
/// <param name="Node">The value.</param>
/// <param name="Origins">Where <c>${...}</c> put it in.</param>
internal sealed record Place(string Key, Node Node, IReadOnlyList<DiagnosticNote> Origins)
{
    /// <summary>What is said of it when the rule is told at another value.</summary>
    public IReadOnlyList<DiagnosticNote> Notes => Node switch
    {
        MapNode => Origins,
        ScalarNode { IsPlain: true } scalar => [new(scalar.Span, $"'{Key}' is {scalar.Value} here"), .. Origins],
        _ => [new(Node.Span, $"'{Key}' is {Node.Describe()} here"), .. Origins],
    };

    /// <summary>The value under a key, or null when it is not written.</summary>
    public static Place? Of(string key, IReadOnlyList<string> steps, MapReader at) =>
        PropertyPath.Find(at.Map, steps) is { } node ? new Place(key, node, at.Bag.OriginsOf(at.PathOf(string.Join('.', steps)), node.Span)) : null;

    /// <summary>Whether it was put into the map by something outside of it that is no <c>${...}</c> of the map's own.</summary>
    public bool IsFromElsewhere(MapNode map) => Origins.Count == 0 && !map.Span.Contains(Node.Span);
}
