using Pivot.Runner.Reports.Model;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Pivot.Runner.Reports.Figures;

/// <summary>Bars of a benchmark's groups, an arm a colour, one standard deviation over seeds as whiskers, the blind answer as a line.</summary>
internal static class GroupBarsFigure
{
    /// <summary>Draws a table whose columns are groups.</summary>
    /// <param name="table">Accuracies in [0, 1].</param>
    public static byte[] Draw(MeasureTable table)
    {
        var blind = table.Levels;
        var plot = PlotPanel.New("", "", "accuracy");
        var slot = 0.8 / table.Rows.Count;
        for (var r = 0; r < table.Rows.Count; r++)
        {
            var row = table.Rows[r];
            for (var c = 0; c < table.Columns.Count; c++)
            {
                if (row.Cells[c].Mean is not { } mean) continue;
                var position = c + (r - (table.Rows.Count - 1) / 2.0) * slot;
                plot.Add.Bar(new Bar { Position = position, Value = mean, Size = slot * 0.9, FillColor = PlotPanel.Of(Palette.Of(row.Row)), LineWidth = 0 });
                if (row.Cells[c].StandardDeviation is { } deviation) Whisker(plot, position, mean - deviation, mean + deviation, slot * 0.12);
            }
        }
        for (var c = 0; c < blind.Count; c++)
        {
            if (blind[c] is not { } level) continue;
            var line = plot.Add.Line(c - 0.45, level, c + 0.45, level);
            line.Color = PlotPanel.Of(SKColors.Black);
            line.LineWidth = 1.4f;
            line.LinePattern = LinePattern.Dashed;
        }
        plot.Axes.Bottom.TickGenerator = new NumericManual(
            Enumerable.Range(0, table.Columns.Count).Select(i => (double)i).ToArray(), table.Columns.Select(c => c.Header).ToArray());
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        plot.Axes.SetLimits(-0.55, table.Columns.Count - 0.45, 0, 1.02);
        var legend = table.Rows.Select(r => new LegendEntry(r.Label, Palette.Of(r.Row))).ToList();
        if (blind.Any(b => b is not null)) legend.Add(new LegendEntry("best answer that ignores the image", SKColors.Black, IsLine: true, IsDashed: true, Width: 1.4f));
        return PanelFigure.Draw([plot], legend, perRow: 1, panelHeight: 320, aloneWidth: Math.Clamp(160 * table.Columns.Count, 520, FigureCanvas.PageWidth));
    }

    private static void Whisker(Plot plot, double x, double low, double high, double cap)
    {
        foreach (var line in new[] { plot.Add.Line(x, low, x, high), plot.Add.Line(x - cap, low, x + cap, low), plot.Add.Line(x - cap, high, x + cap, high) })
        {
            line.Color = PlotPanel.Of(Palette.Ink);
            line.LineWidth = 1.3f;
        }
    }
}
