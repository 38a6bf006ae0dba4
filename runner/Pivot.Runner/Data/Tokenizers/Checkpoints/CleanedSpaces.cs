namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>What transformers does to decoded text where <c>clean_up_tokenization_spaces</c> asks for it, in its order.</summary>
internal static class CleanedSpaces
{
    private static readonly (string What, string With)[] Rules =
    [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
    ];

    public static string Of(string text) => Rules.Aggregate(text, (t, rule) => t.Replace(rule.What, rule.With, StringComparison.Ordinal));
}
