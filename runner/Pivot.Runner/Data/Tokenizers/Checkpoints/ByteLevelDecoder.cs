using System.Runtime.InteropServices;
using System.Text;

namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>The bytes behind byte-level tokens as UTF-8; each part that is no UTF-8 becomes U+FFFD (Python's <c>errors="replace"</c>).</summary>
internal sealed class ByteLevelDecoder : IDecoder
{
    /// <inheritdoc/>
    public string Decode(IReadOnlyList<(string Token, bool IsAdded)> tokens)
    {
        var text = new StringBuilder();
        var bytes = new List<byte>();
        foreach (var (token, isAdded) in tokens)
        {
            if (!isAdded)
            {
                ByteAlphabet.Read(token, bytes);
                continue;
            }
            Flush();
            text.Append(token);
        }
        Flush();
        return text.ToString();

        void Flush()
        {
            text.Append(Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(bytes)));
            bytes.Clear();
        }
    }
}
