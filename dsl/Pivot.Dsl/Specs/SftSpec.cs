namespace Pivot.Dsl.Specs;

/// <summary><c>kind: sft</c>: cross-entropy of the answers' tokens. On preference data it reads only the chosen answers.</summary>
public sealed record SftSpec : TrainingStageSpec
{
    /// <inheritdoc/>
    public override string Kind => "sft";

    /// <summary>
    /// <c>sequential</c>: a row's turns follow each other, as in a chat; <c>independent</c>: they share the image and do not see each
    /// other, which is right where one answer would give the next away.
    /// </summary>
    public string Turns { get; init; } = "sequential";

    /// <summary>How this stage writes a conversation (<see cref="TokenizerSpec.Template"/>) instead of the model's way, or null: LLaVA aligns its projector with <c>plain</c>.</summary>
    public string? Template { get; init; }
}
