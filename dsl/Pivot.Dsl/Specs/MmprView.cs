namespace Pivot.Dsl.Specs;

/// <summary>Format <c>mmpr</c>: a sample of MMPR's preference pairs, drawn as the paper's protocol says. SFT and DPO get the same items in the same order.</summary>
/// <param name="File">Absolute path of <c>meta.json</c>.</param>
/// <param name="Images">Absolute path of the folder that the roots and annotations in it start from.</param>
/// <param name="Count">Pairs to draw, or null for all that qualify.</param>
/// <param name="Seed">Seed of the order in which they are drawn.</param>
/// <param name="Longest">Most tokens of question and chosen answer together, or null for any number.</param>
/// <param name="Tokenizer">Absolute path of the folder of the tokenizer that counts them, or null to count words and marks.</param>
public sealed record MmprView(string File, string Images, int? Count = null, long Seed = 0, int? Longest = null, string? Tokenizer = null) : RowsView(File, Images)
{
    /// <inheritdoc/>
    public override SampleKind Kind => SampleKind.Preference;
}
