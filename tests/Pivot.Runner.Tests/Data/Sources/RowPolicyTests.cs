using Pivot.Dsl.Specs;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Sources;

namespace Pivot.Runner.Tests.Data.Sources;

public class RowPolicyTests
{
    private static readonly RowPolicy Drop = new()
    {
        Placeholder = RowPolicy.Drop, Unreadable = RowPolicy.Drop, TextOnly = RowPolicy.Drop, MultiImage = RowPolicy.Drop,
    };

    [Fact]
    public void Rows_are_left_out_as_declared_and_counted_by_reason()
    {
        using var folder = new TemporaryFolder();
        var view = Mixed(folder) with { Policy = Drop };
        var rows = DataViews.Conversations(view);
        Assert.Equal(["good", "list"], rows.Select(r => r.Id));
        var report = rows.Report();
        Assert.Equal((9, 2, 0), (report.Read, report.Kept, report.PlaceholdersAdded));
        Assert.Equal([("multi_image", 1), ("placeholder", 1), ("text_only", 3), ("unreadable", 2)], report.Dropped.Select(d => (d.Key, d.Value)));
        Assert.Equal("of 9 rows 2 are taken (left out: 1 multi_image, 1 placeholder, 3 text_only, 2 unreadable)", report.Describe());
        Assert.Equal("""{"read":9,"kept":2,"placeholders_added":0,"cut":0,"dropped":{"multi_image":1,"placeholder":1,"text_only":3,"unreadable":2},"summary":"of 9 rows 2 are taken (left out: 1 multi_image, 1 placeholder, 3 text_only, 2 unreadable)"}""", report.ToJson().ToJsonString());
    }

    [Fact]
    public void The_inspection_remarks_what_is_left_out_and_counts_what_is_left()
    {
        using var folder = new TemporaryFolder();
        var found = new DataInspector(null, full: true, count: true).Inspect(Mixed(folder) with { Policy = Drop });
        Assert.Empty(found.Problems);
        Assert.Equal("PVT409", Assert.Single(found.Remarks).Code);
        Assert.EndsWith("of 9 rows 2 are taken (left out: 1 multi_image, 1 placeholder, 3 text_only, 2 unreadable)", found.Remarks[0].Message);
        Assert.Equal(2, found.Counts!.Train);
    }

    [Fact]
    public void Without_a_policy_each_of_them_is_an_error_before_the_run()
    {
        using var folder = new TemporaryFolder();
        var messages = string.Join('\n', new DataInspector(null, full: true).Inspect(Mixed(folder)).Problems.Select(p => $"{p.Code} {p.Message} {p.Hint}"));
        Assert.Contains("PVT402", messages);
        Assert.Contains(":2: the row has no \"image\"; found id, conversations; leave rows of text alone out with text_only: drop, or read them as they are with text_only: keep", messages);
        Assert.Contains(":5: the row holds 2 images; rows of one image each can be read: leave the others out with multi_image: drop", messages);
        Assert.Contains("PVT403", messages);
        Assert.Contains("gone.png does not exist", messages);
    }

    [Theory]
    [InlineData(RowPolicy.Add, 1, 1)]
    [InlineData(RowPolicy.Drop, 0, 0)]
    public void A_missing_placeholder_is_added_or_the_row_left_out(string policy, int added, int extra)
    {
        using var folder = new TemporaryFolder();
        folder.Write("1.png", Rows.Picture);
        var file = folder.Write("a.jsonl", Rows.Lines(Rows.Llava("a", "1.png"), Rows.Llava("b", "1.png", "what?"), Rows.Llava("c", "1.png", "what\n<image>")));
        var view = new AnnotationView("llava", file, folder.Path) { Policy = new RowPolicy { Placeholder = policy } };
        var rows = DataViews.Conversations(view);
        Assert.Equal((2 + extra, added), (rows.Count, rows.Report().PlaceholdersAdded));
        var remark = Assert.Single(new DataInspector(null, full: true).Inspect(view).Remarks).Message;
        Assert.Contains(policy == RowPolicy.Add ? "1 without <image>, taken as standing first" : "left out: 1 placeholder", remark);
    }

    [Fact]
    public void A_missing_placeholder_may_be_an_error()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("a.jsonl", Rows.Lines(Rows.Llava("a", "1.png"), Rows.Llava("b", "1.png", "what?")));
        var view = new AnnotationView("llava", file, folder.Path) { Policy = new RowPolicy { Placeholder = RowPolicy.Error } };
        Assert.StartsWith($"{file}:2: the row has an image and no <image>", Assert.Throws<DataException>(() => DataViews.Conversations(view)).Message);
    }

    [Fact]
    public void A_set_in_which_no_row_has_a_placeholder_is_not_remarked()
    {
        using var folder = new TemporaryFolder();
        folder.Write("1.png", Rows.Picture);
        var file = folder.Write("a.jsonl", Rows.Lines(Rows.Pair("1.png", "red?", "yes", "no"), Rows.Pair("1.png", "blue?", "no", "yes")));
        Assert.Empty(new DataInspector(null, full: true).Inspect(new AnnotationView("preference", file, folder.Path)).Remarks);
    }

    [Fact]
    public void When_no_row_is_left_that_is_an_error_which_says_why()
    {
        using var folder = new TemporaryFolder();
        var view = new AnnotationView("llava", folder.Write("a.jsonl", Rows.Llava("a", null)), folder.Path) { Policy = Drop };
        const string why = "no row is left: of 1 rows 0 are taken (left out: 1 text_only)";
        Assert.EndsWith(why, Assert.Throws<DataException>(() => DataViews.Conversations(view)).Message);
        Assert.EndsWith(why, Assert.Single(new DataInspector(null, full: true).Inspect(view).Problems).Message);
    }

    [Fact]
    public void Which_rows_are_left_may_change_what_a_tokenizer_is_built_from()
    {
        using var folder = new TemporaryFolder();
        var view = Mixed(folder) with { Policy = Drop };
        var before = new DataInspector(null, full: true).Inspect(view).TextDigest;
        folder.Write("gone.png", Rows.Picture);
        Assert.NotEqual(before, new DataInspector(null, full: true).Inspect(view).TextDigest);
    }

    private static AnnotationView Mixed(TemporaryFolder folder)
    {
        folder.Write("1.png", Rows.Picture);
        folder.Write("2.png", Rows.Picture);
        folder.Write("cut.png", Rows.Picture[..^20]);
        var file = folder.Write("a.jsonl", Rows.Lines(
            Rows.Llava("good", "1.png"), Rows.Llava("text", null), Rows.Llava("empty", ""), Rows.Llava("none", new System.Text.Json.Nodes.JsonArray()),
            Rows.Llava("two", new System.Text.Json.Nodes.JsonArray("1.png", "2.png")), Rows.Llava("list", new System.Text.Json.Nodes.JsonArray("2.png")),
            Rows.Llava("gone", "gone.png"), Rows.Llava("cut", "cut.png"), Rows.Llava("bare", "1.png", "what is it?")));
        return new AnnotationView("llava", file, folder.Path);
    }
}
