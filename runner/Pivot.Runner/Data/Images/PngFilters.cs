namespace Pivot.Runner.Data.Images;

/// <summary>PNG's five line filters, undone (https://www.w3.org/TR/png-3/#9Filters).</summary>
internal static class PngFilters
{
    /// <summary>A line as it was before it was filtered.</summary>
    /// <param name="filter">0 none, 1 left, 2 up, 3 their mean, 4 Paeth.</param>
    /// <param name="row">The line, changed in place.</param>
    /// <param name="above">The line above, zeros for the first; as long.</param>
    /// <param name="pixel">Bytes a pixel, at least 1.</param>
    public static void Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int pixel)
    {
        switch (filter)
        {
            case 1:
                for (var i = pixel; i < row.Length; i++) row[i] += row[i - pixel];
                break;
            case 2:
                for (var i = 0; i < row.Length; i++) row[i] += above[i];
                break;
            case 3:
                for (var i = 0; i < row.Length; i++) row[i] += (byte)(((i < pixel ? 0 : row[i - pixel]) + above[i]) / 2);
                break;
            case 4:
                for (var i = 0; i < row.Length; i++) row[i] += i < pixel ? above[i] : Paeth(row[i - pixel], above[i], above[i - pixel]);
                break;
            default:
                break;
        }
    }

    private static byte Paeth(byte left, byte up, byte corner)
    {
        int toLeft = Math.Abs(up - corner), toUp = Math.Abs(left - corner), toCorner = Math.Abs(left + up - 2 * corner);
        if (toLeft <= toUp && toLeft <= toCorner) return left;
        return toUp <= toCorner ? up : corner;
    }
}
