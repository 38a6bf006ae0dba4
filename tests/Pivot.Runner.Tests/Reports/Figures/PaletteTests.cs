using Pivot.Runner.Reports.Figures;

namespace Pivot.Runner.Tests.Reports.Figures;

public class PaletteTests
{
    [Fact]
    public void Thirty_classes_have_thirty_colours() => Assert.Equal(30, Enumerable.Range(0, 30).Select(Palette.OfClass).Distinct().Count());

    [Fact]
    public void Heat_runs_from_dark_blue_to_red()
    {
        Assert.True(HeatColors.At(0.1).Blue > HeatColors.At(0.1).Red);
        Assert.True(HeatColors.At(0.5).Green > 240);
        Assert.True(HeatColors.At(0.95).Red > 3 * HeatColors.At(0.95).Blue);
    }
}
