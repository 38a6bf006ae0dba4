using Pivot.Runner.Reports.Figures;
using ScottPlot;
using SkiaSharp;

namespace Pivot.Runner.Tests.Reports.Figures;

public class ReportFontTests
{
    [Fact]
    public void Text_is_drawn_with_the_embedded_font()
    {
        using var figure = new FigureCanvas(60);
        figure.Text("Accuracy ± 0.1 ↑", 10, 40, 20);
        Assert.Equal("DejaVu Sans", ReportFont.Typeface.FamilyName);
        Assert.InRange(Dark(figure.ToPng()), 1_000, 20_000);
    }

    [Fact]
    public void The_embedded_font_has_every_sign_the_figures_use() =>
        Assert.All("AZaz09±−–…↑↓·µβéßΩЖ", sign => Assert.True(ReportFont.Typeface.ContainsGlyph(sign), $"no glyph for {sign}"));

    [Fact]
    public void Axes_are_labelled_with_the_embedded_font()
    {
        // The same panel with and without texts: the difference is glyphs.
        Assert.True(Dark(Panel("Learning curve", "step", "loss")) - Dark(Panel("", "", "")) > 1_000);
        Assert.Equal("DejaVu Sans", Fonts.GetTypeface(ReportFont.PlotName, FontWeight.Normal, FontSlant.Upright, FontSpacing.Normal).FamilyName);
    }

    private static byte[] Panel(string title, string x, string y)
    {
        var plot = PlotPanel.New(title, x, y);
        plot.Add.Scatter(new double[] { 0, 1 }, new double[] { 1, 0 });
        return PanelFigure.Draw([plot], [], perRow: 1, panelHeight: 240);
    }

    private static int Dark(byte[] png)
    {
        using var picture = SKBitmap.Decode(png);
        return picture.Pixels.Count(p => p.Red + p.Green + p.Blue < 420);
    }
}
