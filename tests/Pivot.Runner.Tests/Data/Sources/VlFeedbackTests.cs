using System.Text.Json.Nodes;
using Pivot.Dsl.Specs;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Sources;

namespace Pivot.Runner.Tests.Data.Sources;

public class VlFeedbackTests
{
    [Fact]
    public void The_best_rated_response_is_chosen_and_the_worst_rejected()
    {
        using var folder = new TemporaryFolder();
        var rows = Load(folder, Row("a", Rated("fair", "4", "5", "3"), Rated("best", "5", "5", "5"), Rated("worst", "2", "4", "1"), Rated("as best", "5", "5", "5")));
        Assert.Equal(("a", "what?", "best", "worst"), (rows[0].Id, rows[0].Question, rows[0].Chosen, rows[0].Rejected));
    }

    [Fact]
    public void Rows_that_say_nothing_are_left_out_and_counted()
    {
        using var folder = new TemporaryFolder();
        var rows = Load(folder,
            Row("tie", Rated("x", "4", "5", "3"), Rated("y", "3", "4", "5")), Row("one", Rated("x", "4", "5", "3")),
            Row("unrated", Rated("x", "N/A", "5", "3"), Rated("y", "3", "4", "5")), Row("same", Rated("x", "1", "1", "1"), Rated("x", "2", "2", "2")),
            Row("good", Rated("x", "N/A", "5", "5"), Rated("y", "3", "4", "5"), Rated("z", "1", "2", "1")));
        Assert.Equal(("good", "y", "z"), (rows.Single().Id, rows[0].Chosen, rows[0].Rejected));
        Assert.Equal([("same_answer", 1), ("tie", 1), ("unrated", 2)], rows.Report().Dropped.Select(d => (d.Key, d.Value)));
    }

    [Fact]
    public void Completions_may_be_an_object_of_lists_as_the_datasets_library_writes_them()
    {
        using var folder = new TemporaryFolder();
        const string completions = """
            {"model": ["m", "n"], "response": ["bad", "good"], "annotations": [
              {"Helpfulness": {"Rating": "1", "Rationale": "r"}}, {"Helpfulness": {"Rating": 4.5, "Rationale": "r"}}]}
            """;
        var rows = Load(folder, $$"""{"id": 3, "prompt": "<image>\nwhat?", "img_path": "1.png", "completions": {{completions.ReplaceLineEndings("")}}}""");
        Assert.Equal(("3", "what?", "good", "bad"), (rows[0].Id, rows[0].Question, rows[0].Chosen, rows[0].Rejected));
    }

    [Theory]
    [InlineData("""{"prompt": "q", "img_path": "1.png"}""", "the row has no \"completions\"; found prompt, img_path")]
    [InlineData("""{"prompt": "q", "img_path": "1.png", "completions": 3}""", "\"completions\" must be an object, found a number")]
    [InlineData("""{"prompt": "q", "img_path": "1.png", "completions": [3]}""", "\"completions[0]\" must be an object, found a number")]
    [InlineData("""{"prompt": "q", "img_path": "1.png", "completions": [{"response": "x"}]}""", "\"completions[0]\" has no \"annotations\"")]
    [InlineData("""{"prompt": "q", "img_path": "1.png", "completions": {"response": ["x"], "annotations": []}}""", "lists of one length")]
    [InlineData("""{"prompt": "q", "img_path": "1.png", "completions": [{"response": "x", "annotations": {"Helpfulness": 5}}]}""", "\"Helpfulness\" must be an object, found a number")]
    public void A_bad_row_is_an_error_with_its_line(string row, string message)
    {
        using var folder = new TemporaryFolder();
        var problem = Assert.Throws<DataException>(() => Load(folder, row)).Message;
        Assert.StartsWith(folder.File("v.jsonl") + ":1: ", problem);
        Assert.Contains(message, problem);
    }

    private static IReadOnlyList<Pivot.Runner.Data.Samples.PreferenceSample> Load(TemporaryFolder folder, params string[] rows) =>
        DataViews.Preferences(new AnnotationView("vlfeedback", folder.Write("v.jsonl", Rows.Lines(rows)), folder.Path));

    private static string Row(string id, params string[] completions) =>
        $$"""{"id": "{{id}}", "prompt": "what?", "models": ["m"], "img_path": "1.png", "completions": [{{string.Join(", ", completions)}}]}""";

    private static string Rated(string response, string helpful, string ethical, string faithful) => new JsonObject
    {
        ["model"] = "m", ["response"] = response,
        ["annotations"] = new JsonObject { ["Helpfulness"] = Aspect(helpful), ["Ethical Considerations"] = Aspect(ethical), ["Visual Faithfulness"] = Aspect(faithful) },
    }.ToJsonString();

    private static JsonObject Aspect(string rating) => new() { ["Rating"] = rating, ["Rationale"] = "because" };
}
