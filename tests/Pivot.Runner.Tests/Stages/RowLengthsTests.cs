using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Batches;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Stages;

namespace Pivot.Runner.Tests.Stages;

public class RowLengthsTests
{
    private static readonly int[] Answers = [3, 20, 5, 30, 1];

    [Fact]
    public void Too_long_rows_are_an_error_that_names_the_first_and_the_ways_out()
    {
        var problem = Assert.Throws<StageException>(() => Of(RowPolicy.Error)).Message;
        Assert.Equal("2 rows are longer than the language model's max_length of 10 tokens, the first is `r1` with 24; raise language_model.max_length, shorten the rows, " +
            "or write too_long: drop or truncate at their data source", problem);
    }

    [Fact]
    public void Dropped_rows_are_counted_and_the_others_keep_their_numbers()
    {
        var lengths = Of(RowPolicy.Drop);
        Assert.Equal([7, 9, 5], Enumerable.Range(0, lengths.Count).Select(i => lengths[i]));
        Assert.Equal([0, 2, 4], lengths.Source([0, 1, 2]));
        var report = lengths.Report(new RowReport(6, 5) { Dropped = new SortedDictionary<string, int> { ["text_only"] = 1 } });
        Assert.Equal((6, 3, 0), (report.Read, report.Kept, report.Cut));
        Assert.Equal([("text_only", 1), ("too_long", 2)], report.Dropped.Select(d => (d.Key, d.Value)));
    }

    [Fact]
    public void Cut_rows_are_counted_and_their_trees_fit()
    {
        var lengths = Of(RowPolicy.Truncate);
        Assert.Equal([7, 10, 9, 10, 5], Enumerable.Range(0, lengths.Count).Select(i => lengths[i]));
        Assert.Equal(2, lengths.Report(new RowReport(5, 5)).Cut);
        Assert.Equal(10, lengths.Fit(Row(30)).Length);
    }

    [Fact]
    public void Rows_that_fit_are_reported_as_they_were_read()
    {
        var report = new RowReport(7, 5) { PlaceholdersAdded = 2 };
        foreach (var policy in new[] { RowPolicy.Error, RowPolicy.Drop, RowPolicy.Truncate }) Assert.Same(report, RowLengths.Of(List(), 100, policy).Report(report));
    }

    private static RowLengths Of(string policy) => RowLengths.Of(List(), 10, policy);

    private static IReadOnlyList<(string, ImageReference, TokenTree)> List() => Answers.Select((length, i) => (length, i)).ToList().Each(r => ($"r{r.i}", (ImageReference)null!, Row(r.length)));

    private static TokenTree Row(int answer)
    {
        var tree = new TokenTree([], 2, 2);
        tree.AddAnswer(tree.AddPrompt(TokenTree.Root, [7, 7]), new int[answer]);
        return tree;
    }
}
