using SkiaSharp;

namespace Pivot.Runner.Reports.Figures;

/// <summary>Pictures in rows and columns under column headings.</summary>
internal static class PictureGrid
{
    private const int Gap = 8;
    private const int Side = 12;

    /// <summary>Width of a cell in points for a number of columns: as large as fits, never larger than is useful.</summary>
    public static int CellWidth(int columns) => Math.Clamp((FigureCanvas.PageWidth - 2 * Side + Gap) / columns - Gap, 60, 160);

    /// <summary>Draws the grid.</summary>
    /// <param name="headings">Heading and its colour, a column.</param>
    /// <param name="rows">The rows; every cell's picture is <see cref="CellWidth"/> points wide.</param>
    /// <param name="legend">What colours mean, below the grid; empty for none.</param>
    public static byte[] Draw(
        IReadOnlyList<(string Text, SKColor Color)> headings, IReadOnlyList<GridRow> rows, IReadOnlyList<LegendEntry> legend)
    {
        var cell = CellWidth(headings.Count);
        const int width = FigureCanvas.PageWidth;
        var legendHeight = Legend.HeightOf(legend, width - 2 * Side);
        var height = 30 + rows.Sum(HeightOf) + legendHeight + 6;
        using var figure = new FigureCanvas(height);
        for (var c = 0; c < headings.Count; c++)
            figure.Text(headings[c].Text, Left(c) + cell / 2f, 20, 12, SKTextAlign.Center, headings[c].Color, bold: true, maxWidth: cell + Gap);
        var y = 30;
        foreach (var row in rows)
        {
            var top = y + (row.Label.Length > 0 ? 18 : 0);
            if (row.Label.Length > 0) figure.Text(row.Label, Side, y + 12, 11.5f, maxWidth: width - 2 * Side);
            for (var c = 0; c < row.Cells.Count; c++)
            {
                if (row.Cells[c].Picture is { } picture)
                    figure.Canvas.DrawBitmap(picture, SKRect.Create(Left(c), top, cell, (float)picture.Height / FigureCanvas.Scale));
                else
                    figure.Text("–", Left(c) + cell / 2f, top + 20, 12, SKTextAlign.Center, Palette.Faint);
                if (row.Cells[c].Caption.Length > 0)
                    figure.Text(row.Cells[c].Caption, Left(c) + cell / 2f, top + PictureHeight(row) + 14, 11, SKTextAlign.Center, Palette.Faint, maxWidth: cell + Gap);
            }
            y += HeightOf(row);
        }
        Legend.Draw(figure, legend, Side, y, width - 2 * Side);
        return figure.ToPng();

        float Left(int column) => Side + column * (cell + Gap);
    }

    private static int PictureHeight(GridRow row) =>
        row.Cells.Max(c => c.Picture is null ? 0 : (c.Picture.Height + FigureCanvas.Scale - 1) / FigureCanvas.Scale);

    private static int HeightOf(GridRow row) =>
        (row.Label.Length > 0 ? 18 : 0) + PictureHeight(row) + (row.Cells.Any(c => c.Caption.Length > 0) ? 20 : 0) + 10;
}
