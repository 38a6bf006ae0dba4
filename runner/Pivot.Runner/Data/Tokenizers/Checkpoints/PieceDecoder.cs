using System.Text;

namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>SentencePiece's pieces to text: visible spaces become spaces, byte tokens what their bytes are, and the space put before the text goes.</summary>
/// <param name="dropsFirstSpace">Whether a space at the beginning is the one that encoding put there.</param>
internal sealed class PieceDecoder(bool dropsFirstSpace) : IDecoder
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <inheritdoc/>
    public string Decode(IReadOnlyList<(string Token, bool IsAdded)> tokens)
    {
        var text = new StringBuilder();
        var bytes = new List<byte>();
        foreach (var (token, isAdded) in tokens)
        {
            if (!isAdded && ByteFallback.Byte(token) is { } value)
            {
                bytes.Add(value);
                continue;
            }
            Flush(bytes, text);
            text.Append(isAdded ? token : token.Replace(TextSteps.Space, ' '));
        }
        Flush(bytes, text);
        return dropsFirstSpace && text.Length > 0 && text[0] == ' ' ? text.ToString(1, text.Length - 1) : text.ToString();
    }

    // As the originals do: a run of bytes that is no UTF-8 as a whole becomes as many U+FFFD as it has bytes.
    private static void Flush(List<byte> bytes, StringBuilder text)
    {
        if (bytes.Count == 0) return;
        try
        {
            text.Append(Strict.GetString([.. bytes]));
        }
        catch (DecoderFallbackException)
        {
            text.Append('\uFFFD', bytes.Count);
        }
        bytes.Clear();
    }
}
