using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Yaml;

/// <summary>Stands where the reader has already reported an error, so that later passes say nothing more about it.</summary>
internal sealed class BrokenNode(SourceSpan span, SourceText source) : Node(span, source)
{
    public override bool HasReferences => false;

    public override long Weight => 1;

    public override string Describe() => "a broken value";
}
