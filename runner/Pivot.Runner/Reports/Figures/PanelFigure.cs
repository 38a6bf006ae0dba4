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
        // Panels are already drawn in pixels.
        figure.Canvas.ResetMatrix();
        for (var i = 0; i < panels.Count; i++)
        {
            var (panelWidth, x, y) = (width / columns, i % columns * (width / columns), top + 6 + i / columns * panelHeight);
            using var surface = SKSurface.Create(new SKImageInfo(panelWidth * FigureCanvas.Scale, panelHeight * FigureCanvas.Scale));
            panels[i].Render(surface);
            figure.Canvas.DrawSurface(surface, x * FigureCanvas.Scale, y * FigureCanvas.Scale);
        }
        return figure.ToPng();
    }
}
