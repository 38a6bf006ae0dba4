namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>What a tokenizer's main file, whichever it is, says.</summary>
/// <param name="Rules">What is done to the text first.</param>
/// <param name="Model">What makes tokens of words.</param>
/// <param name="Decoder">Tokens to text.</param>
/// <param name="Added">Added tokens that the file names.</param>
/// <param name="Around">The tokens that the original puts before and behind a text.</param>
internal sealed record TokenizerParts(
    TextRules Rules, PieceModel Model, IDecoder Decoder, IReadOnlyList<AddedToken> Added, (IReadOnlyList<string> Before, IReadOnlyList<string> Behind) Around);
