using System.Globalization;
using System.Text;

namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>The 256 tokens <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c>, which write what no other token can.</summary>
internal sealed class ByteFallback
{
    private readonly int[] _ids;

    private ByteFallback(int[] ids) => _ids = ids;

    /// <summary>A vocabulary's byte tokens; null unless all 256 are there.</summary>
    public static ByteFallback? In(Vocabulary vocabulary)
    {
        var ids = new int[256];
        for (var b = 0; b < 256; b++)
        {
            if (vocabulary.Id(string.Create(CultureInfo.InvariantCulture, $"<0x{b:X2}>")) is not { } id) return null;
            ids[b] = id;
        }
        return new ByteFallback(ids);
    }

    /// <summary>Appends the ids of a text's UTF-8 bytes.</summary>
    public void Encode(ReadOnlySpan<char> text, List<int> into)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        foreach (var b in bytes) into.Add(_ids[b]);
    }

    /// <summary>The byte that a token writes, or null where it is an ordinary one.</summary>
    public static byte? Byte(string token) =>
        token.Length == 6 && token.StartsWith("<0x", StringComparison.Ordinal) && token[5] == '>'
        && byte.TryParse(token.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : null;
}
