using System.Text.Json.Nodes;
using Pivot.Dsl.Specs;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Data.Tokenizers;

namespace Pivot.Runner.Tests.Data.Sources.Mmpr;

public class MmprTests
{
    [Fact]
    public void Sft_and_dpo_read_the_same_items_in_the_same_order()
    {
        using var folder = new TemporaryFolder();
        var view = Write(folder) with { Count = 12, Seed = 777 };
        var pairs = DataViews.Preferences(view);
        var chosen = DataViews.Conversations(view);
        Assert.Equal(12, pairs.Count);
        Assert.Equal(pairs.Select(p => (p.Id, p.Image.Id, p.Question, p.Chosen)), chosen.Select(c => (c.Id, c.Image.Id, c.Turns[0].Question, c.Turns[0].Answer)));
        Assert.Equal(pairs.Select(p => p.Id), DataViews.Preferences(view).Select(p => p.Id));
        Assert.NotEqual(pairs.Select(p => p.Id), DataViews.Preferences(view with { Seed = 778 }).Select(p => p.Id));
        Assert.Equal(12, pairs.Select(p => p.Id).Distinct().Count());
        Assert.Equal(pairs.Take(5).Select(p => p.Id), DataViews.Preferences(view with { Count = 5 }).Select(p => p.Id)); // a larger sample goes on where a smaller ends
    }

    [Fact]
    public void The_protocol_leaves_out_what_the_paper_leaves_out_and_counts_it()
    {
        using var folder = new TemporaryFolder();
        var pairs = DataViews.Preferences(Write(folder) with { Longest = 40 });
        var report = pairs.Report();
        Assert.Equal(
            [("behind_several_images", 3), ("image_in_answer", 2), ("longest", 1), ("same_answer", 1), ("text_only", 1), ("unreadable", 1)],
            report.Dropped.Select(d => (d.Key, d.Value)));
        Assert.Equal((31, 22, 21), (report.Read, report.Kept, report.PlaceholdersAdded));
        Assert.Contains(pairs, p => p.Image.Id.EndsWith("was.jpg", StringComparison.Ordinal)); // the row says was.gif
        Assert.DoesNotContain(pairs, p => p.Question.Contains("<image>"));
        Assert.Equal(folder.File("MMPR-v1.2/images/one/1.png"), pairs.First(p => p.Question == "one 0?").Image.Id);
    }

    [Fact]
    public void Length_is_counted_by_the_tokenizer_that_is_named_and_its_content_is_part_of_the_datas()
    {
        using var folder = new TemporaryFolder();
        var view = Write(folder) with { Longest = 11 };
        Directory.CreateDirectory(folder.File("bytes"));
        new ByteTokenizer().Save(folder.File("bytes"));
        var byBytes = view with { Tokenizer = folder.File("bytes") };
        Assert.All(DataViews.Preferences(byBytes), p => Assert.InRange(p.Question.Length + p.Chosen.Length, 1, 11));
        Assert.True(DataViews.Preferences(byBytes).Count < DataViews.Preferences(view).Count);
        var inspector = new DataInspector(null, full: true);
        Assert.NotEqual(inspector.Inspect(view).Digest, inspector.Inspect(byBytes).Digest);
        var gone = view with { Tokenizer = folder.File("gone") };
        Assert.Contains("no such tokenizer file", Assert.Single(inspector.Inspect(gone).Problems).Message);
    }

    [Fact]
    public void The_inspection_takes_the_same_rows_and_remarks_the_rest()
    {
        using var folder = new TemporaryFolder();
        var found = new DataInspector(null, full: true, count: true).Inspect(Write(folder) with { Count = 20, Longest = 40 });
        Assert.Empty(found.Problems);
        Assert.Equal(20, found.Counts!.Train);
        Assert.Contains("3 behind_several_images", Assert.Single(found.Remarks).Message);
    }

    [Fact]
    public void Asking_for_more_pairs_than_qualify_is_an_error_before_the_run()
    {
        using var folder = new TemporaryFolder();
        var view = Write(folder) with { Count = 100 };
        Assert.Contains("count asks for 100 pairs; of 31 rows", Assert.Throws<DataException>(() => DataViews.Preferences(view)).Message);
        Assert.Contains("count asks for 100 pairs", Assert.Single(new DataInspector(null, full: true).Inspect(view).Problems).Message);
    }

    [Fact]
    public void Paths_may_start_from_the_folder_above_as_those_of_MMPRs_own_meta_do()
    {
        using var folder = new TemporaryFolder();
        var view = Write(folder);
        var moved = view with { Images = Path.GetDirectoryName(view.File)! };
        Assert.Equal(DataViews.Preferences(view).Select(p => p.Image.Id), DataViews.Preferences(moved).Select(p => p.Image.Id));
    }

    [Theory]
    [InlineData("[]", "expected a map from names")]
    [InlineData("{}", "no annotations are listed")]
    [InlineData("{\"a\": 3}", "'a' must have a path 'annotation'")]
    [InlineData("{\"a\": {\"annotation\": \"x.jsonl\", \"root\": 3}}", "'a' must have a path 'root'")]
    [InlineData("{\"a\": {\"annotation\": \"x.jsonl\", \"root\": \"r\"}}", "names the annotation x.jsonl, which is neither in")]
    [InlineData("{\"a\": {\"annot", "not valid JSON")]
    [InlineData("{\"a\": {\"annotation\": \"\\ud800\", \"root\": \"r\"}}", "not valid Unicode")]
    public void A_broken_meta_is_an_error(string meta, string message)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("meta.json", meta);
        Assert.Contains(message, Assert.Throws<DataException>(() => DataViews.Preferences(new MmprView(file, folder.Path))).Message);
    }

    private static MmprView Write(TemporaryFolder folder)
    {
        foreach (var name in new[] { "one/1.png", "two/1.png", "two/was.jpg" }) folder.Write("MMPR-v1.2/images/" + name, Rows.Picture);
        folder.Write("MMPR-v1.2/annotations/one.jsonl", Rows.Lines(Enumerable.Range(0, 20).Select(i => Rows.Pair(i % 2 == 0 ? "1.png" : new JsonArray("1.png"), $"one {i}?", $"yes {i}", "no"))));
        folder.Write("MMPR-v1.2/annotations/two.jsonl", Rows.Lines(
            Rows.Pair("1.png", "<image>\ntwo?", "yes", "no"), Rows.Pair("was.gif", "gif?", "yes", "no"), Rows.Pair("gone.png", "gone?", "yes", "no"),
            Rows.Pair("1.png", "in chosen?", "see <image>", "no"), Rows.Pair("1.png", "in rejected?", "yes", "see <image>"), Rows.Pair(null, "text?", "yes", "no"),
            Rows.Pair("1.png", "same?", "no", "no"), Rows.Pair("1.png", "long?", string.Join(' ', Enumerable.Repeat("word", 40)), "no"),
            Rows.Pair(new JsonArray("1.png", "1.png"), "several?", "yes", "no"), Rows.Pair("1.png", "behind?", "yes", "no"), Rows.Pair("1.png", "behind too?", "yes", "no")));
        var meta = new JsonObject
        {
            ["one"] = Entry("one", 5), ["two"] = Entry("two", 1), ["two again"] = Entry("two", 1),
        };
        return new MmprView(folder.Write("MMPR-v1.2/meta.json", meta.ToJsonString()), folder.Path);
    }

    private static JsonObject Entry(string name, double repeat) => new()
    {
        ["root"] = "MMPR-v1.2/images/" + name, ["annotation"] = $"MMPR-v1.2/annotations/{name}.jsonl", ["data_augment"] = false, ["repeat_time"] = repeat, ["length"] = 20,
    };
}
