using Pivot.Runner.Data.Tokenizers;
using Pivot.Runner.Data.Batches;
using Pivot.Dsl.Specs;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Sources;

namespace Pivot.Runner.Tests.Data.Sources.ShareGpt;

public class ShareGptTests
{
    [Theory]
    [InlineData("""{"messages": [{"role": "user", "content": "<image>who?"}, {"role": "assistant", "content": "Kane"}, {"role": "user", "content": "where?<image>"}, {"role": "assistant", "content": "here"}], "images": ["1.png", "1.png"]}""")]
    [InlineData("""{"conversations": [{"from": "human", "value": "<image>who?"}, {"from": "gpt", "value": "Kane"}, {"from": "human", "value": "where?"}, {"from": "gpt", "value": "here"}], "images": ["1.png"]}""")]
    [InlineData("""{"messages": [{"role": "user", "content": [{"type": "image_url", "value": "1.png"}, {"type": "text", "value": "who?"}]}, {"role": "assistant", "content": [{"type": "text", "value": "Kane"}]}, {"role": "user", "content": [{"type": "text", "value": "where?"}, {"type": "image_url", "value": "1.png"}]}, {"role": "assistant", "content": [{"type": "text", "value": "here"}]}]}""")]
    public void Conversations_are_read_in_all_their_forms(string row)
    {
        using var folder = new TemporaryFolder();
        var rows = DataViews.Conversations(View(folder, row));
        Assert.Equal([new Turn("who?", "Kane"), new Turn("where?", "here")], rows[0].Turns);
        Assert.Equal(folder.File("1.png"), rows[0].Image.Id);
        Assert.True(rows.Report().IsPlain);
    }

    [Theory]
    [InlineData("""{"conversations": [{"from": "system", "value": "Be brief."}, {"from": "human", "value": "<image>who?"}], "chosen": {"from": "gpt", "value": "Kane"}, "rejected": {"from": "gpt", "value": "Bob"}, "images": ["1.png"]}""")]
    [InlineData("""{"system": "Be brief.", "messages": [{"role": "user", "content": "<image>\nwho?"}], "chosen": "Kane", "rejected": "Bob", "images": ["1.png"]}""")]
    [InlineData("""{"chosen_messages": [{"role": "system", "content": [{"type": "text", "value": "Be brief."}], "loss_weight": 0.0}, {"role": "user", "content": [{"type": "image_url", "value": "1.png"}, {"type": "text", "value": "who?"}]}, {"role": "assistant", "content": [{"type": "text", "value": "Kane"}]}], "rejected_messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": [{"type": "image_url", "value": "1.png"}, {"type": "text", "value": "who?"}]}, {"role": "assistant", "content": "Bob"}]}""")]
    public void Pairs_are_read_in_all_their_forms_and_the_systems_words_are_not_lost(string row)
    {
        using var folder = new TemporaryFolder();
        var view = View(folder, row) with { Ranking = true };
        var pair = DataViews.Preferences(view)[0];
        Assert.Equal(("Be brief.\n\nwho?", "Kane", "Bob"), (pair.Question, pair.Chosen, pair.Rejected));
        Assert.Equal(SampleKind.Preference, view.Kind);
    }

    [Fact]
    public void What_was_said_before_a_pair_is_read_with_it_and_not_scored()
    {
        using var folder = new TemporaryFolder();
        const string image = "\"images\": [\"1.png\"]";
        const string answers = $$"""
            "chosen": {"from": "gpt", "value": "a"}, "rejected": {"from": "gpt", "value": "b"}, {{image}}
            """;
        var rows = DataViews.Preferences(View(folder,
            $$"""{"conversations": [{"from": "human", "value": "q"}], {{answers}}}""",
            $$"""{"conversations": [{"from": "human", "value": "q"}, {"from": "gpt", "value": "r"}, {"from": "human", "value": "s"}], {{answers}}}""") with { Ranking = true });
        Assert.Empty(rows.Report().Dropped);
        Assert.Equal(("s", "a", "b"), (rows[1].Question, rows[1].Chosen, rows[1].Rejected));
        Assert.Equal([new Turn("q", "r") { IsGiven = true }], rows[1].Before);
        var tokenizer = new ByteTokenizer();
        var (pair, alone) = (TokenTrees.Pair(rows[1], tokenizer, 2), TokenTrees.Pair(rows[0], tokenizer, 2));
        Assert.Equal((alone.Scored, 2), (pair.Scored, pair.Answers));
        Assert.Equal(alone.Length + TokenTrees.Sequential(new ConversationSample("", rows[0].Image, [new Turn("q", "r")]), tokenizer, 0).Length, pair.Length);
        var view = View(folder, $$"""{"conversations": [{"from": "human", "value": "q"}, {"from": "gpt", "value": "r"}, {"from": "human", "value": "s"}], {{answers}}}""") with { Ranking = true };
        Assert.Equal(1, TokenTrees.Sequential(DataViews.Conversations(view)[0], tokenizer, 2).Answers);
    }

    [Theory]
    [InlineData("""{"images": ["1.png"]}""", "the row has no \"messages\"; found images")]
    [InlineData("""{"messages": [{"role": "user", "content": "q"}], "images": ["1.png"]}""", "must alternate between user and assistant and end with assistant; found 1 of them")]
    [InlineData("""{"messages": [{"role": "user", "content": "q"}, {"role": "user", "content": "q"}], "images": ["1.png"]}""", "turn 1 is said by user and user")]
    [InlineData("""{"messages": [{"role": "user", "content": "q"}, {"role": "tool", "content": "q"}], "images": ["1.png"]}""", "messages[1] is said by \"tool\"")]
    [InlineData("""{"messages": [{"role": "user"}], "images": ["1.png"]}""", "messages[0] has no \"content\" or \"value\"")]
    [InlineData("""{"messages": [3], "images": ["1.png"]}""", "messages[0] must be an object, found a number")]
    [InlineData("""{"messages": [{"role": "user", "content": [{"type": "video_url", "value": "x"}]}], "images": ["1.png"]}""", "of type \"video_url\"; text and image_url can be read")]
    [InlineData("""{"messages": [{"role": "user", "content": [{"type": "text"}]}], "images": ["1.png"]}""", "has no \"value\" that is a text")]
    [InlineData("""{"messages": [], "images": [3]}""", "\"images\" must be a path, found a number")]
    [InlineData("""{"messages": [], "images": ["1.png", "2.png"]}""", "the row holds 2 images")]
    public void A_bad_row_is_an_error_with_its_line(string row, string message)
    {
        using var folder = new TemporaryFolder();
        var problem = Assert.Throws<DataException>(() => DataViews.Conversations(View(folder, row))).Message;
        Assert.StartsWith(folder.File("s.jsonl") + ":1: ", problem);
        Assert.Contains(message, problem);
    }

    private static AnnotationView View(TemporaryFolder folder, params string[] rows) => new("sharegpt", folder.Write("s.jsonl", Rows.Lines(rows)), folder.Path);
}
