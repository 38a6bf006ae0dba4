using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Tests.Sweeps;

/// <summary>How large the parts of a spec may be.</summary>
public class LimitTests
{
    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public void A_section_has_at_most_a_thousand_parts(int arms, bool fits)
    {
        var compilation = SpecFile.Compile(SpecText.With("arms:\n" + string.Concat(Enumerable.Range(0, arms).Select(i => $"  a{i}: {{ stages.post.weight_decay: {i + 1}e-6 }}\n"))));
        Assert.Equal(fits, compilation.Plan is not null);
        if (fits) return;
        var told = Assert.Single(compilation.Diagnostics);
        Assert.Equal((DiagnosticCodes.TooLarge, "1001 arms are more than the 1000 a spec may have"), (told.Code, told.Message));
    }

    [Theory]
    [InlineData("sweep: { grid: { PATHS } }", "[1]")]
    [InlineData("sweep: { zip: { PATHS } }", "[1]")]
    [InlineData("sweep: { list: [{ PATHS }] }", "1")]
    [InlineData("sweep: { random: { count: 2, over: { PATHS } } }", "{ int: [1, 2] }")]
    public void A_point_sets_at_most_a_hundred_paths(string sweep, string value)
    {
        var paths = string.Join(", ", Enumerable.Range(0, 101).Select(i => $"stages.post.k{i}: {value}"));
        var told = Assert.Single(SpecFile.Compile(SpecText.With(sweep.Replace("PATHS", paths))).Diagnostics);
        Assert.Equal((DiagnosticCodes.TooLarge, "101 paths are more than the 100 that a point of a sweep may set"), (told.Code, told.Message));
    }
}
