using System.Text;

namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>
/// GPT-2's way of writing bytes as visible characters: printable Latin-1 stands for itself, the other 68 bytes for U+0100 onwards
/// (<see href="https://github.com/openai/gpt-2/blob/master/src/encoder.py">bytes_to_unicode</see>).
/// </summary>
internal static class ByteAlphabet
{
    private static readonly char[] Characters = Make();
    private static readonly short[] Bytes = Invert();

    /// <summary>A byte's character.</summary>
    public static char Of(byte value) => Characters[value];

    /// <summary>A text's UTF-8 bytes as characters.</summary>
    public static string Write(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return string.Create(bytes.Length, bytes, static (span, from) =>
        {
            for (var i = 0; i < from.Length; i++) span[i] = Characters[from[i]];
        });
    }

    /// <summary>Appends the bytes that a token stands for: a token with a character outside the alphabet stands for its own UTF-8.</summary>
    public static void Read(string token, List<byte> into)
    {
        var before = into.Count;
        foreach (var c in token)
        {
            if (c >= Bytes.Length || Bytes[c] < 0)
            {
                into.RemoveRange(before, into.Count - before);
                into.AddRange(Encoding.UTF8.GetBytes(token));
                return;
            }
            into.Add((byte)Bytes[c]);
        }
    }

    private static char[] Make()
    {
        var characters = new char[256];
        var next = (char)0x100;
        for (var b = 0; b < 256; b++) characters[b] = b is >= '!' and <= '~' or >= 0xA1 and <= 0xAC or >= 0xAE ? (char)b : next++;
        return characters;
    }

    private static short[] Invert()
    {
        var bytes = new short[Characters.Max() + 1];
        Array.Fill(bytes, (short)-1);
        for (var b = 0; b < 256; b++) bytes[Characters[b]] = (short)b;
        return bytes;
    }
}
