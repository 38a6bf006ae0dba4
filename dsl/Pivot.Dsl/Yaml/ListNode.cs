using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Yaml;

/// <summary>A list of values.</summary>
internal sealed class ListNode(IReadOnlyList<Node> items, SourceSpan span, SourceText source) : Node(span, source)
{
    public IReadOnlyList<Node> Items { get; } = items;

    public override string Describe() => "a list";
}
