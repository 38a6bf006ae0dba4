using System.Text;

namespace Pivot.Runner.Tests.Data.Tokenizers.Checkpoints;

/// <summary>Writes small SentencePiece models by hand.</summary>
internal static class SentencePieceWriter
{
    public const int Normal = 1, Unknown = 2, Control = 3, UserDefined = 4, Byte = 6;

    /// <summary>&lt;unk&gt;, &lt;s&gt;, &lt;/s&gt; and the 256 bytes, with ids 0 to 258; what follows has ids from 259.</summary>
    public static List<(string Piece, float Score, int Type)> LlamaStart() =>
        [("<unk>", 0, Unknown), ("<s>", 0, Control), ("</s>", 0, Control), .. Enumerable.Range(0, 256).Select(b => ($"<0x{b:X2}>", 0f, Byte))];

    public static byte[] Model(
        int type, IEnumerable<(string Piece, float Score, int Type)> pieces, bool dummyPrefix = true, bool removeExtra = false, bool byteFallback = true, string normalizer = "identity")
    {
        var file = new List<byte>();
        foreach (var (piece, score, kind) in pieces)
            file.AddRange(Field(1, [.. Field(1, Encoding.UTF8.GetBytes(piece)), 2 << 3 | 5, .. BitConverter.GetBytes(score), .. kind == Normal ? [] : Number(3, kind)]));
        file.AddRange(Field(2, [.. Number(3, type), .. Number(35, byteFallback ? 1 : 0)]));
        file.AddRange(Field(3, [.. Field(1, Encoding.UTF8.GetBytes(normalizer)), .. Number(3, dummyPrefix ? 1 : 0), .. Number(4, removeExtra ? 1 : 0), .. Number(5, 1)]));
        return [.. file];
    }

    private static byte[] Field(int number, byte[] content) => [.. Varint(number << 3 | 2), .. Varint(content.Length), .. content];

    private static byte[] Number(int number, int value) => [.. Varint(number << 3), .. Varint(value)];

    private static byte[] Varint(int value)
    {
        var bytes = new List<byte>();
        for (; value >= 128; value >>= 7) bytes.Add((byte)(value | 128));
        bytes.Add((byte)value);
        return [.. bytes];
    }
}
