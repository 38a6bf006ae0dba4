using System.Text;

namespace Pivot.Runner.Data.Tokenizers;

/// <summary>One token a byte of UTF-8: no word is unknown, texts are several times as long as with words.</summary>
public sealed class ByteTokenizer : OwnTokenizer
{
    /// <inheritdoc/>
    public override int VocabSize => PivotTokens.Count + 256;

    /// <inheritdoc/>
    public override int[] Encode(string text) => Array.ConvertAll(Encoding.UTF8.GetBytes(text), b => b + PivotTokens.Count);

    /// <summary>Text of ids; special tokens are left out, bytes that are no UTF-8 become <c>�</c>.</summary>
    public override string Decode(IEnumerable<int> ids) =>
        Encoding.UTF8.GetString([.. ids.Where(id => id >= PivotTokens.Count).Select(id => checked((byte)(id - PivotTokens.Count)))]);

    /// <inheritdoc/>
    public override void Save(string folder) => TokenizerFile.Write(folder, TokenizerFile.Byte, null);
}
