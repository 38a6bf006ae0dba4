using ScottPlot;

namespace Pivot.Runner.Reports.Figures;

/// <summary>Learning curves: train thin, held-out thick with points, range over seeds shaded.</summary>
internal static class LearningCurveFigure
{
    /// <summary>Draws panels side by side.</summary>
    public static byte[] Draw(IReadOnlyList<CurvePanel> panels, IReadOnlyList<LegendEntry> legend) =>
        PanelFigure.Draw(panels.Select(Panel).ToList(), legend, perRow: 2, panelHeight: 300);

    private static Plot Panel(CurvePanel panel)
    {
        var plot = PlotPanel.New(panel.Title, "step", panel.Metric);
        foreach (var curve in panel.Curves.Where(c => c.Seeds > 1))
        {
            var range = plot.Add.FillY(curve.Steps, curve.Low, curve.High);
            range.FillColor = PlotPanel.Of(curve.Color, 0.15);
            range.LineWidth = 0;
        }
        // Train first, so that the held-out curve lies on top.
        foreach (var curve in panel.Curves.OrderBy(c => c.Split == "train" ? 0 : 1))
        {
            var isTrain = curve.Split == "train";
            var line = plot.Add.Scatter(curve.Steps, curve.Mean);
            line.Color = PlotPanel.Of(curve.Color, isTrain ? 0.55 : 1);
            line.LineWidth = isTrain ? 1 : 2.2f;
            line.LinePattern = PlotPanel.PatternOf(curve.Pattern);
            line.MarkerSize = isTrain && curve.Steps.Length > 1 ? 0 : curve.Steps.Length > 40 ? 0 : 4.5f;
        }
        plot.Axes.Margins(0.02, 0.06);
        return plot;
    }
}
