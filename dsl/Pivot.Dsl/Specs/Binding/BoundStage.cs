using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Plans.Building;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>A stage and where it was written.</summary>
internal sealed record BoundStage(StageSpec Spec, MapReader At)
{
    public StageKind Kind => StageKinds.All[Spec.Kind];

    /// <summary>Its fields as its key takes them; kept, because every trial asks.</summary>
    public string Inputs => field ??= StageInputs.Of(Spec);

    /// <summary>The text of a key's value, or the stage's name when the key is not written.</summary>
    public SourceSpan SpanOf(string key) => At.Map[key] is { } node and not BrokenNode ? node.Span : At.Owner;
}
