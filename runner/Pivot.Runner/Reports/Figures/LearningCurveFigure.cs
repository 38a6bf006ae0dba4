using ScottPlot;

namespace Pivot.Runner.Reports.Figures;

/// <summary>Learning curves: train thin, held-out thick with points, range over seeds shaded.</summary>
internal static class LearningCurveFigure
{
    private const double StartShare = 0.05;
    private const double Margin = 0.1;

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
        if (panel.Metric == "loss") CutStart(plot, panel);
        return plot;
    }

    // The first steps of a fresh model lie so high that they press everything after them into a line; they leave the frame at the top.
    private static void CutStart(Plot plot, CurvePanel panel)
    {
        var last = panel.Curves.Max(c => c.Steps[^1]);
        var rest = panel.Curves
            .SelectMany(c => c.Steps.Zip(c.Low, c.High).Where(p => p.First > last * StartShare))
            .ToList();
        if (rest.Count == 0) return;
        double low = rest.Min(p => p.Second), high = rest.Max(p => p.Third);
        var highest = panel.Curves.Max(c => c.High.Max());
        if (high <= low || highest <= high + (high - low)) return;
        plot.Axes.SetLimitsY(low - Margin * (high - low), high + Margin * (high - low));
    }
}
