using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Yaml;

/// <summary>A list of values.</summary>
internal sealed class ListNode(IReadOnlyList<Node> items, SourceSpan span, SourceText source) : Node(span, source)
{
    public IReadOnlyList<Node> Items { get; } = items;

    public override bool HasReferences { get; } = items.Any(i => i.HasReferences);

    public override long Weight { get; } = items.Sum(i => i.Weight) + 1;

    public override string Describe() => Items.Count == 0 ? "an empty list" : "a list";
}
