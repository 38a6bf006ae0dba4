using ScottPlot;
using SkiaSharp;

namespace Pivot.Runner.Reports.Figures;

/// <summary>One pair of axes in the report's style.</summary>
internal static class PlotPanel
{
    /// <summary>An empty panel.</summary>
    public static Plot New(string title, string xLabel, string yLabel)
    {
        var plot = new Plot { ScaleFactor = FigureCanvas.Scale };
        plot.Font.Set(ReportFont.PlotName);
        plot.Title(title);
        plot.Axes.Title.Label.FontSize = 13;
        plot.Axes.Title.Label.Bold = false;
        plot.Axes.Title.Label.ForeColor = Of(Palette.Ink);
        plot.XLabel(xLabel, 11);
        plot.YLabel(yLabel, 11);
        foreach (var axis in new IAxis[] { plot.Axes.Bottom, plot.Axes.Left })
        {
            axis.Label.Bold = false;
            axis.Label.ForeColor = Of(Palette.Faint);
            axis.TickLabelStyle.FontSize = 10.5f;
            axis.TickLabelStyle.ForeColor = Of(Palette.Ink);
            axis.FrameLineStyle.Color = Of(Palette.Faint);
            axis.FrameLineStyle.Width = 0.8f;
            axis.MinorTickStyle.Length = 0;
            axis.MajorTickStyle.Color = Of(Palette.Faint);
        }
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Grid.XAxisStyle.IsVisible = false;
        plot.Grid.MajorLineColor = Of(new SKColor(0xE6, 0xE6, 0xE6));
        plot.Grid.MajorLineWidth = 0.8f;
        plot.HideLegend();
        return plot;
    }

    /// <summary>Skia's colour as ScottPlot's.</summary>
    public static Color Of(SKColor color, double opacity = 1) => new(color.Red, color.Green, color.Blue, (byte)Math.Round(255 * opacity));

    /// <summary>Line pattern of a sweep point by its index: solid for the first.</summary>
    public static LinePattern PatternOf(int point) => (point % 4) switch
    {
        0 => LinePattern.Solid,
        1 => LinePattern.Dashed,
        2 => LinePattern.Dotted,
        _ => LinePattern.DenselyDashed,
    };
}
