using System.Text;

namespace Pivot.Runner.Data.Sources.Tables;

/// <summary>A row of a table of text and the line it begins at.</summary>
internal sealed record DelimitedRow(string File, int Line, byte[] Bytes, IReadOnlyList<DelimitedCell> Cells)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public string Origin => $"{File}:{Line}";

    public DataException Error(string what) => new($"{Origin}: {what}");

    public ReadOnlySpan<byte> Raw(int cell) => Bytes.AsSpan(Cells[cell].First, Cells[cell].Length);

    /// <summary>The text of a cell.</summary>
    /// <exception cref="DataException">It is not UTF-8.</exception>
    public string Text(int cell)
    {
        try
        {
            return Strict.GetString(Raw(cell));
        }
        catch (DecoderFallbackException problem)
        {
            throw new DataException($"{Origin}: cell {cell + 1} is not UTF-8; save the file as UTF-8", problem);
        }
    }
}
