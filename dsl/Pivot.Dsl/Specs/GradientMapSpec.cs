namespace Pivot.Dsl.Specs;

/// <summary><c>kind: gradient_map</c>: where the loss pulls at the projector's output (the paper, C.4 and E.4), and how much of it is where it should be.</summary>
public sealed record GradientMapSpec : StageSpec
{
    /// <inheritdoc/>
    public override string Kind => "gradient_map";

    /// <summary><c>sft</c>: gradient of the right answer's cross-entropy; <c>dpo</c>: of the margin between right and wrong answer.</summary>
    public string Objective { get; init; } = "sft";

    /// <summary>Questions measured, from the start of the view.</summary>
    public int Questions { get; init; } = 200;

    /// <summary>Maps drawn in the report.</summary>
    public int Pictures { get; init; } = 6;
}
