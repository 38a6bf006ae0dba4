using ScottPlot;
using SkiaSharp;

namespace Pivot.Runner.Reports.Figures;

/// <summary>Panels in rows under one legend.</summary>
internal static class PanelFigure
{
    /// <summary>Draws them, each row filling the width.</summary>
    /// <param name="panels">The panels in reading order.</param>
    /// <param name="legend">What the colours mean; empty for none.</param>
    /// <param name="perRow">Panels a row, at least 1.</param>
    /// <param name="panelHeight">Height of a panel in points.</param>
    /// <param name="aloneWidth">Width in points of a panel that is alone.</param>
    public static byte[] Draw(IReadOnlyList<Plot> panels, IReadOnlyList<LegendEntry> legend, int perRow, int panelHeight, int aloneWidth = 620)
    {
        var columns = Math.Min(perRow, panels.Count);
        var width = columns == 1 ? aloneWidth : FigureCanvas.PageWidth;
        var rows = (panels.Count + columns - 1) / columns;
        var top = Legend.HeightOf(legend, FigureCanvas.PageWidth - 24);
        using var figure = new FigureCanvas(top + rows * panelHeight + 8);
        Legend.Draw(figure, legend, 12, 6, FigureCanvas.PageWidth - 24);
        for (var i = 0; i < panels.Count; i++)
        {
            var (panelWidth, x, y) = (width / columns, i % columns * (width / columns), top + 6 + i / columns * panelHeight);
            panels[i].RenderInMemory(panelWidth * FigureCanvas.Scale, panelHeight * FigureCanvas.Scale);
            using var picture = SKBitmap.Decode(
                panels[i].GetImage(panelWidth * FigureCanvas.Scale, panelHeight * FigureCanvas.Scale).GetImageBytes(ImageFormat.Png, 100));
            figure.Canvas.DrawBitmap(picture, new SKRect(x, y, x + panelWidth, y + panelHeight));
        }
        return figure.ToPng();
    }
}
