using Pivot.Runner.Reports.Model;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Pivot.Runner.Reports.Figures;

/// <summary>The arms table as a picture: a panel a metric, every seed a point, the mean a bar across, one standard deviation as whiskers.</summary>
internal static class ComparisonFigure
{
    /// <summary>Draws a table.</summary>
    /// <param name="table">The table.</param>
    public static byte[] Draw(MeasureTable table)
    {
        var levels = table.Levels;
        var panels = table.Columns.Select((column, c) => Panel(table, column, c, levels[c])).ToList();
        var legend = table.Rows.Select(r => new LegendEntry(r.Label, Palette.Of(r.Row))).ToList();
        if (levels.Any(l => l is not null)) legend.Add(new LegendEntry(table.LevelLabel, SKColors.Black, IsLine: true, IsDashed: true, Width: 1.4f));
        return PanelFigure.Draw(panels, legend, perRow: Math.Min(4, panels.Count), panelHeight: 250, aloneWidth: 420);
    }

    private static Plot Panel(MeasureTable table, MeasureColumn column, int c, double? level)
    {
        var plot = PlotPanel.New(column.Heading, "", "");
        for (var r = 0; r < table.Rows.Count; r++)
        {
            var cell = table.Rows[r].Cells[c];
            if (cell.Mean is not { } mean) continue;
            var color = Palette.Of(cell.Row);
            if (cell.StandardDeviation is { } deviation)
            {
                var whisker = plot.Add.Line(r, mean - deviation, r, mean + deviation);
                whisker.Color = PlotPanel.Of(color, 0.45);
                whisker.LineWidth = 5;
            }
            var bar = plot.Add.Line(r - 0.28, mean, r + 0.28, mean);
            bar.Color = PlotPanel.Of(color);
            bar.LineWidth = 3;
            var points = plot.Add.ScatterPoints(Spread(r, cell.N), cell.Values.ToArray());
            points.Color = PlotPanel.Of(color);
            points.MarkerSize = 7;
            points.MarkerShape = MarkerShape.FilledCircle;
        }
        if (level is { } value)
        {
            var line = plot.Add.HorizontalLine(value);
            line.Color = PlotPanel.Of(SKColors.Black);
            line.LineWidth = 1.4f;
            line.LinePattern = LinePattern.Dashed;
        }
        var crowded = table.Rows.Count > 4 || table.Rows.Any(r => r.Label.Length > 8);
        plot.Axes.Bottom.TickGenerator = new NumericManual(
            Enumerable.Range(0, table.Rows.Count).Select(i => (double)i).ToArray(), table.Rows.Select(r => crowded ? "" : r.Label).ToArray());
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        plot.Axes.Margins(0.1, 0.15);
        plot.Axes.SetLimitsX(-0.6, table.Rows.Count - 0.4);
        return plot;
    }

    // Seeds beside each other, so that equal values stay visible.
    private static double[] Spread(int center, int count) =>
        Enumerable.Range(0, count).Select(i => center + (count == 1 ? 0 : (i / (count - 1.0) - 0.5) * 0.3)).ToArray();
}
