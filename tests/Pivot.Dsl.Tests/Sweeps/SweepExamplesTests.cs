using System.Text.RegularExpressions;

namespace Pivot.Dsl.Tests.Sweeps;

/// <summary>The sweeps that people asked other tools for, as <c>experiments/README.md</c> writes them.</summary>
public partial class SweepExamplesTests
{
    private const int Most = 10;

    private static readonly string Text = File.ReadAllText(Path.Combine(GoldenFile.Folder(), "../../../experiments/README.md"));

    public static TheoryData<string, int, string> Examples
    {
        get
        {
            var data = new TheoryData<string, int, string>();
            foreach (Match match in Example().Matches(Text)) data.Add(match.Groups["issue"].Value, int.Parse(match.Groups["trials"].Value), match.Groups["yaml"].Value);
            return data;
        }
    }

    [Fact]
    public void All_are_there() => Assert.Equal(
        ["wandb #1487", "wandb #2853", "wandb #3482", "wandb #5698", "wandb #6567", "hydra #1258", "hydra #2851"], Examples.Select(e => e.Data.Item1));

    [Theory]
    [MemberData(nameof(Examples))]
    public void Each_compiles_in_at_most_ten_lines_to_the_trials_it_says(string issue, int trials, string yaml)
    {
        Assert.InRange(yaml.TrimEnd().Split('\n').Length, 2, Most);
        var compilation = SpecFile.Compile(SpecText.With(yaml));
        Assert.Equal(trials, SpecFile.Plan(compilation).Trials.Count);
        Assert.Empty(compilation.Diagnostics);
        Assert.NotNull(compilation.Plan!.Spec.Sweep);
        Assert.Matches("#[0-9]+", issue);
    }

    [GeneratedRegex(@"\((?<issue>(wandb|hydra) #\d+)\):\n\n<!-- trials: (?<trials>\d+) -->\n```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
