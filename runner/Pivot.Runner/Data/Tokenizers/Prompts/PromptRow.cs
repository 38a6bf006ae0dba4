namespace Pivot.Runner.Data.Tokenizers.Prompts;

/// <summary>A conversation in tokens, in the order in which the model reads it.</summary>
/// <param name="BeforeImage">What stands before the image's tokens, or before the first question where there is no image.</param>
/// <param name="Turns">The turns; the first one's question stands behind the image.</param>
public sealed record PromptRow(int[] BeforeImage, IReadOnlyList<PromptTurn> Turns);
