using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Yaml;

/// <summary>A value as it was written, with its place. Nodes never change: an override makes new ones along its path and shares the rest.</summary>
/// <param name="span">The text it was written as.</param>
/// <param name="source">The text that span points into.</param>
internal abstract class Node(SourceSpan span, SourceText source)
{
    public SourceSpan Span { get; } = span;

    public SourceText Source { get; } = source;

    /// <summary>Whether <c>${</c> stands in it somewhere, not yet replaced by what it names.</summary>
    public abstract bool HasReferences { get; }

    /// <summary>How much it is: characters of its texts, and one for each value. What <c>${...}</c> may put in is limited by this.</summary>
    public abstract long Weight { get; }

    /// <summary>What a person would call it: <c>a map</c>, <c>a list</c>, <c>the text 'x'</c>.</summary>
    public abstract string Describe();

    /// <summary>Whether it is the plain scalar null: nothing, <c>~</c> or <c>null</c>.</summary>
    public bool IsNull => this is ScalarNode { IsPlain: true, Value: "" or "~" or "null" or "Null" or "NULL" };
}
