namespace Pivot.Dsl.Specs;

/// <summary><c>kind: sft</c>: cross-entropy of the answers' tokens. On preference data it reads only the chosen answers.</summary>
public sealed record SftSpec : TrainingStageSpec
{
    /// <inheritdoc/>
    public override string Kind => "sft";
}
