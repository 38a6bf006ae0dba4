using Pivot.Dsl.Specs;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Sources;

namespace Pivot.Runner.Tests.Data.Sources;

public class AnnotationTests
{
    private const string Row = """{"id": "a1", "image": "x/1.png", "conversations": [{"from": "human", "value": "<image>\nwhat is it?"}, {"from": "gpt", "value": "a cat"}]}""";

    [Fact]
    public void Lines_and_an_array_give_the_same_conversations()
    {
        using var folder = new TemporaryFolder();
        var second = Row.Replace("a1", "a2").Replace("]}", """, {"from": "human", "value": "and its color?"}, {"from": "gpt", "value": "grey"}]}""");
        var lines = Conversations(folder.Write("a.jsonl", $"{Row}\n\n{second}\n"), folder.Path);
        var array = Conversations(folder.Write("a.json", $"\n [ {Row},\n{second} ]\n"), folder.Path);
        foreach (var samples in new[] { lines, array })
        {
            Assert.Equal(["a1", "a2"], samples.Select(s => s.Id));
            Assert.Equal([new Turn("what is it?", "a cat"), new Turn("and its color?", "grey")], samples[1].Turns);
            Assert.Equal(folder.File("x/1.png"), samples[0].Image.Id);
        }
        Assert.Equal("a cat", Assert.Single(DataViews.Captions(new AnnotationView("captions", folder.File("a.json"), folder.Path, 1))).Caption);
    }

    [Theory]
    [InlineData("<image>\\nwhat?", "what?")]
    [InlineData("what?\\n<image>", "what?")]
    [InlineData("<image> what?", "what?")]
    [InlineData("what? ", "what? ")]
    public void The_placeholder_goes_with_its_line_break_and_may_be_missing(string value, string question)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("a.jsonl", Row.Replace("<image>\\nwhat is it?", value));
        Assert.Equal(question, Conversations(file, folder.Path)[0].Turns[0].Question);
    }

    [Fact]
    public void Preference_and_question_rows_are_read_in_their_variants()
    {
        using var folder = new TemporaryFolder();
        var pairs = Preferences(folder.Write("p.jsonl", """
            {"image": "1.png", "question": "<image>\nred?", "chosen": "yes", "rejected": "no"}
            {"id": 7, "image": ["2.png"], "question": "blue?", "chosen": "no", "rejected": "yes"}
            """), folder.Path);
        Assert.Equal(["row 1", "7"], pairs.Select(p => p.Id));
        Assert.Equal(["red?", "blue?"], pairs.Select(p => p.Question));
        Assert.Equal(("no", "yes"), (pairs[1].Chosen, pairs[1].Rejected));
        var questions = Questions(folder.Write("q.jsonl", """
            {"question_id": 1, "image": "1.png", "question": "how many?", "answer": 3, "category": "count", "negated": false}
            {"id": "b", "image": "1.png", "question": "red?", "answer": "yes", "group": "color"}
            {"id": "c", "image": "1.png", "question": "blue?", "answer": "no"}
            """), folder.Path);
        Assert.Equal([("1", "3", "count"), ("b", "yes", "color"), ("c", "no", "all")], questions.Select(q => (q.Id, q.Answer, q.Group)));
    }

    [Theory]
    [InlineData("""{"id": "a", "image": "1.p""", "not valid JSON at column")]
    [InlineData("""{"id": "a", "conversations": []}""", "the row has no \"image\"; found id, conversations")]
    [InlineData("""{"image": 5}""", "\"image\" must be a path, found a number")]
    [InlineData("""{"image": ["1.png", "2.png"]}""", "the row holds 2 images")]
    [InlineData("""{"image": "1.png"}""", "the row has no \"conversations\"")]
    [InlineData("""{"image": "1.png", "conversations": {}}""", "\"conversations\" must be an array, found an object")]
    [InlineData("""{"image": "1.png", "conversations": []}""", "must alternate between human and gpt and end with gpt; found 0 entries")]
    [InlineData("""{"image": "1.png", "conversations": [{"from": "gpt", "value": "x"}]}""", "conversations[0].from must be \"human\", found \"gpt\"")]
    [InlineData("""{"image": "1.png", "conversations": [{"from": "human", "value": 1}]}""", "conversations[0].value must be a text, found a number")]
    [InlineData("""[1]""", "a row must be an object, found an array")]
    public void A_bad_row_is_an_error_with_its_file_and_line(string row, string message)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("bad.jsonl", $"{Row}\n\n{row}\n");
        var problem = Assert.Throws<DataException>(() => Conversations(file, folder.Path)).Message;
        Assert.StartsWith($"{file}:3: ", problem);
        Assert.Contains(message, problem);
    }

    [Fact]
    public void A_bad_element_of_an_array_is_an_error_with_its_line()
    {
        using var folder = new TemporaryFolder();
        var missing = folder.Write("missing.json", $"[\n{Row},\n  {{\n \"id\": \"b\"}}\n]");
        Assert.StartsWith($"{missing}:3: the row has no \"image\"", Assert.Throws<DataException>(() => Conversations(missing, folder.Path)).Message);
        var cut = folder.Write("cut.json", $"[\n{Row},\n{Row[..40]}");
        Assert.StartsWith($"{cut}:3: not valid JSON", Assert.Throws<DataException>(() => Conversations(cut, folder.Path)).Message);
        var after = folder.Write("after.json", $"[{Row}]\n{Row}");
        Assert.StartsWith($"{after}:2: not valid JSON", Assert.Throws<DataException>(() => Conversations(after, folder.Path)).Message);
    }

    [Fact]
    public void Pairs_without_a_difference_and_ids_used_twice_are_errors()
    {
        using var folder = new TemporaryFolder();
        var pairs = folder.Write("p.jsonl", """{"image": "1.png", "question": "q", "chosen": "a", "rejected": "a"}""");
        Assert.Contains("nothing to prefer", Assert.Throws<DataException>(() => Preferences(pairs, folder.Path)).Message);
        const string question = """{"id": "x", "image": "1.png", "question": "q", "answer": "a"}""";
        var twice = folder.Write("q.jsonl", $"{question}\n{question}");
        Assert.StartsWith($"{twice}:2: the id \"x\"", Assert.Throws<DataException>(() => Questions(twice, folder.Path)).Message);
    }

    [Fact]
    public void A_missing_or_empty_file_is_an_error()
    {
        using var folder = new TemporaryFolder();
        Assert.EndsWith("no such file", Assert.Throws<DataException>(() => Conversations(folder.File("none.json"), folder.Path)).Message);
        foreach (var content in new[] { "", "\n\n", "[]" })
            Assert.EndsWith("holds no rows", Assert.Throws<DataException>(() => Conversations(folder.Write("empty.json", content), folder.Path)).Message);
    }

    [Fact]
    public void An_image_that_is_not_there_is_told_with_the_row_that_names_it()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("a.jsonl", Row);
        var image = Conversations(file, folder.Path)[0].Image;
        Assert.Equal($"{file}:1: {folder.File("x/1.png")}: no such image", Assert.Throws<DataException>(() => image.Load()).Message);
    }

    private static IReadOnlyList<ConversationSample> Conversations(string file, string images) => DataViews.Conversations(new AnnotationView("llava", file, images));

    private static IReadOnlyList<PreferenceSample> Preferences(string file, string images) => DataViews.Preferences(new AnnotationView("preference", file, images));

    private static IReadOnlyList<QuestionSample> Questions(string file, string images) => DataViews.Questions(new AnnotationView("questions", file, images));
}
