namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>Tokens to text.</summary>
internal interface IDecoder
{
    /// <summary>The text of tokens.</summary>
    /// <param name="tokens">Each token, and whether it is an added one, which stands for itself.</param>
    string Decode(IReadOnlyList<(string Token, bool IsAdded)> tokens);
}
