using Pivot.Dsl.Specs;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Data.Sources.Mixtures;

namespace Pivot.Runner.Tests.Data.Sources.Mixtures;

public class MixtureTests
{
    // The counts are math.ceil(p * n / 100) and slices of Python's lists.
    [Theory]
    [InlineData("all", 7, new[] { 0, 1, 2, 3, 4, 5, 6 })]
    [InlineData("first:3", 7, new[] { 0, 1, 2 })]
    [InlineData("first:30%", 7, new[] { 0, 1, 2 })]
    [InlineData("first:1%", 7, new[] { 0 })]
    [InlineData("first:50%", 4, new[] { 0, 1 })]
    [InlineData("first:7%", 100, new[] { 0, 1, 2, 3, 4, 5, 6 })]
    [InlineData("first:100", 2, new[] { 0, 1 })]
    [InlineData("end:2", 7, new[] { 5, 6 })]
    [InlineData("end:1%", 7, new[] { 6 })]
    [InlineData("end:200%", 2, new[] { 0, 1 })]
    [InlineData("first:0.5%", 201, new[] { 0, 1 })]
    public void A_strategy_takes_the_rows_that_LLaVA_NeXT_takes(string strategy, int rows, int[] taken) =>
        Assert.Equal(taken, Sampling.Parse(strategy)!.Rows(rows, new SeededRandom(0)));

    [Fact]
    public void A_random_sample_is_repeatable_differs_by_seed_and_holds_no_row_twice()
    {
        var sampling = Sampling.Parse("random:25%")!;
        int[] Draw(long seed) => [.. sampling.Rows(1001, new SeededRandom(seed))];
        Assert.Equal(251, Draw(1).Length);
        Assert.Equal(251, Draw(1).Distinct().Count());
        Assert.Equal(Draw(1), Draw(1));
        Assert.NotEqual(Draw(1), Draw(2));
    }

    [Theory]
    [InlineData("")]
    [InlineData("some")]
    [InlineData("last:3")]
    [InlineData("first")]
    [InlineData("first:")]
    [InlineData("first:0")]
    [InlineData("first:-3")]
    [InlineData("first:2.5")]
    [InlineData("first:%")]
    [InlineData("first:1e3")]
    [InlineData("first:99999999999999999999999999999999%")]
    [InlineData("first:3:4")]
    public void What_is_no_strategy_is_none(string strategy) => Assert.Null(Sampling.Parse(strategy));

    [Fact]
    public void Files_of_both_kinds_are_mixed_in_the_order_of_the_list()
    {
        using var folder = new TemporaryFolder();
        var view = Write(folder, """
            datasets:
              - json_path: sets/a.json # the whole
                sampling_strategy: first:2
              - { json_path: sets/b.jsonl, sampling_strategy: "end:40%" }
              - json_path: sets/a.json
                sampling_strategy: random:2
            """);
        var rows = DataViews.Conversations(view);
        Assert.Equal(["a0", "a1", "b3", "b4"], rows.Take(4).Select(r => r.Id));
        Assert.Equal(6, rows.Count);
        Assert.All(rows.Skip(4), r => Assert.StartsWith("a", r.Id));
        Assert.Equal(rows.Select(r => r.Id), DataViews.Conversations(view).Select(r => r.Id));
        Assert.Contains(Enumerable.Range(1, 20), seed => !rows.Select(r => r.Id).SequenceEqual(DataViews.Conversations(view with { Seed = seed }).Select(r => r.Id)));
        Assert.Equal(folder.File("pictures/1.png"), rows[0].Image.Id);
        var found = new DataInspector(null, full: true, count: true).Inspect(view);
        Assert.Empty(found.Problems);
        Assert.Equal(6, found.Counts!.Train);
    }

    [Fact]
    public void A_mixture_that_moved_is_the_same_and_other_rows_make_another()
    {
        using var one = new TemporaryFolder();
        using var two = new TemporaryFolder();
        const string list = "datasets: [{ json_path: sets/a.json }, { json_path: sets/b.jsonl }]";
        var inspector = new DataInspector(null, full: true);
        var (first, second) = (inspector.Inspect(Write(one, list)), inspector.Inspect(Write(two, list)));
        Assert.Equal((first.Digest, first.TextDigest), (second.Digest, second.TextDigest));
        File.AppendAllText(two.File("sets/b.jsonl"), Rows.Llava("b9", "1.png") + "\n");
        var third = inspector.Inspect(new MixtureView(two.File("mix.yaml"), two.File("pictures"), two.Path));
        Assert.NotEqual(first.Digest, third.Digest);
        Assert.NotEqual(first.TextDigest, third.TextDigest);
    }

    [Fact]
    public void Everything_wrong_with_a_list_is_told_at_once_with_its_line()
    {
        using var folder = new TemporaryFolder();
        var view = Write(folder, """
            datasets:
              - json_path: sets/gone.json
              - json_path: sets/a.json
                sampling_strategy: last:5
              - sampling_strategy: all
              - just a word
              - json_path: [a, b]
              - json_path: sets/a.json
                sampling_stategy: first:3
            extra: { deep: [1, 2] }
            """);
        var problems = new DataInspector(null, full: true).Inspect(view).Problems.Select(p => p.Message).ToList();
        var file = view.File;
        Assert.Contains(problems, p => p == $"{file}:4: unknown sampling_strategy 'last:5'; known: {Sampling.Forms}");
        Assert.Contains(problems, p => p == $"{file}:5: the dataset has no json_path");
        Assert.Contains(problems, p => p == $"{file}:6: a dataset must be a map: - json_path: ...");
        Assert.Contains(problems, p => p == $"{file}:7: json_path must be a word");
        Assert.Contains(problems, p => p == $"{file}:9: unknown key 'sampling_stategy' of a dataset; known: json_path, sampling_strategy");
        Assert.Contains(problems, p => p == $"{file}:10: unknown key 'extra'; known: datasets");
        Assert.Contains(problems, p => p.StartsWith($"{file}:2: {folder.File("sets/gone.json")}: no such file", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "expected datasets")]
    [InlineData("[]", "expected datasets")]
    [InlineData("datasets: 3", "datasets must be a list")]
    [InlineData("datasets:\n\t- x", "not valid YAML")]
    [InlineData("other: 1", "no datasets are listed")]
    [InlineData("datasets: []", "the file holds no rows")]
    public void What_is_no_list_is_an_error(string text, string message)
    {
        using var folder = new TemporaryFolder();
        var view = Write(folder, text);
        Assert.Contains(message, string.Join('\n', new DataInspector(null, full: true).Inspect(view).Problems.Select(p => p.Message)));
        Assert.Throws<DataException>(() => DataViews.Conversations(view));
    }

    [Fact]
    public void Depth_and_anchors_of_an_untrusted_list_cost_nothing()
    {
        using var folder = new TemporaryFolder();
        var deep = $"datasets:\n  - json_path: {new string('[', 20_000)}\n";
        var bomb = "a: &a [x, x]\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"k{i}: &k{i} [{string.Join(", ", Enumerable.Repeat(i == 0 ? "*a" : $"*k{i - 1}", 9))}]\n"));
        foreach (var text in new[] { deep, bomb })
            Assert.NotEmpty(new DataInspector(null, full: true).Inspect(Write(folder, text)).Problems);
    }

    private static MixtureView Write(TemporaryFolder folder, string list)
    {
        folder.Write("pictures/1.png", Rows.Picture);
        folder.Write("sets/a.json", Rows.Array(Enumerable.Range(0, 4).Select(i => Rows.Llava($"a{i}", "1.png"))));
        folder.Write("sets/b.jsonl", Rows.Lines(Enumerable.Range(0, 5).Select(i => Rows.Llava($"b{i}", "1.png"))));
        return new MixtureView(folder.Write("mix.yaml", list), folder.File("pictures"), folder.Path);
    }
}
