using Pivot.Runner.Data;
using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Evaluation.Probes;

/// <summary>From a mask's pixels to one class a patch.</summary>
internal static class PatchLabels
{
    /// <summary>Label of a patch whose pixels are all ignored; torch's default ignore index.</summary>
    public const long None = -100;

    /// <summary>
    /// The most frequent class among each patch's pixels, ignored ones left out, [P]; of equal ones the lowest. A pixel belongs to the
    /// patch its centre lies in; a patch smaller than a pixel takes the pixel its centre lies in.
    /// </summary>
    /// <exception cref="DataException">A pixel's label is neither a class nor the ignore value.</exception>
    public static long[] Majority(LabelMap mask, PatchGrid grid, int classes, int? ignore)
    {
        var columns = Ranges(mask.Width, grid.Width);
        var rows = Ranges(mask.Height, grid.Height);
        var labels = new long[grid.Count];
        var histogram = new int[classes];
        for (var r = 0; r < grid.Height; r++)
        {
            for (var c = 0; c < grid.Width; c++)
            {
                Array.Clear(histogram);
                for (var y = rows[r].From; y < rows[r].To; y++)
                {
                    for (var x = columns[c].From; x < columns[c].To; x++)
                    {
                        int label = mask.Labels[y * mask.Width + x];
                        if (label == ignore) continue;
                        if (label >= classes)
                            throw NoClass(label, x, y, classes, ignore);
                        histogram[label]++;
                    }
                }
                var most = histogram.Max();
                labels[r * grid.Width + c] = most == 0 ? None : Array.IndexOf(histogram, most);
            }
        }
        return labels;
    }

    private static DataException NoClass(int label, int x, int y, int classes, int? ignore) =>
        new($"a mask has label {label} at ({x}, {y}), but there are {classes} classes, 0..{classes - 1}, " +
            (ignore is null ? "and no ignore value is set" : $"and {ignore} for ignored pixels"));

    private static (int From, int To)[] Ranges(int pixels, int cells)
    {
        // Pixel p's centre is at or after the start of a cell from p = ceil(cell * pixels / cells - 1/2) on.
        int FirstPixel(int cell) => (int)((2L * cell * pixels + cells - 1) / (2 * cells));
        int Middle(int cell) => (int)((2L * cell + 1) * pixels / (2 * cells));
        return [.. Enumerable.Range(0, cells).Select(cell => FirstPixel(cell) < FirstPixel(cell + 1)
            ? (FirstPixel(cell), FirstPixel(cell + 1))
            : (Middle(cell), Middle(cell) + 1))];
    }
}
