using System.Text.Json.Nodes;
using Pivot.Dsl.Specs;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Batches;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Tokenizers;
using Pivot.Runner.Data.Tokenizers.Checkpoints;
using Pivot.Runner.Stages;

namespace Pivot.Runner.Tests.Data.Tokenizers.Prompts;

public sealed class PromptTests
{
    private static readonly Turn[] Turns = [new("a", "b"), new("c", "d")];

    [Fact]
    public void The_pivot_template_is_user_question_assistant_answer_end()
    {
        var tokenizer = new ByteTokenizer();
        var row = tokenizer.Prompts.Conversation(Turns);
        Assert.Empty(row.BeforeImage);
        Assert.Equal<int[]>([4, 6 + 'a', 5], row.Turns[0].Question);
        Assert.Equal<int[]>([6 + 'd', 1], row.Turns[1].Answer);
        Assert.Equal<int[]>([4, 6 + 'c', 5], tokenizer.Prompts.Question("c").Turns[0].Question);
        Assert.Equal([1], tokenizer.Prompts.StopIds);
    }

    [Fact]
    public void The_plain_template_of_a_byte_tokenizer_is_the_answer_alone()
    {
        var tokenizer = TokenizerTexts.Build(new TokenizerSpec { Kind = "byte", Template = "plain" }, []);
        var tree = TokenTrees.Sequential(new ConversationSample("r", new NoImage(), [Turns[0]]), tokenizer, 2);
        long[] ids = new long[tree.Length], positions = new long[tree.Length];
        tree.WriteTokens(ids, positions);
        Assert.Equal([2, 2, 6 + 'b', 1], ids);
        List<long> from = [], targets = [], answers = [];
        tree.WriteScored(0, 0, from, targets, answers);
        Assert.Equal([1, 2], from);
        Assert.Equal("row r: the template plain is one caption, found 2 turns; use another template or split the row",
            Assert.Throws<DataException>(() => TokenTrees.Sequential(new ConversationSample("r", new NoImage(), Turns), tokenizer, 2)).Message);
    }

    [Fact]
    public void A_template_of_tokens_that_are_not_there_is_refused()
    {
        Assert.Contains("write template: pivot or plain", Assert.Throws<DataException>(() => new ByteTokenizer { Template = "qwen_1_5" }).Message);
        using var folder = ChatMl("{{ messages[0].content }}", "<|start|>");
        Assert.Contains("has no <|im_start|>", Assert.Throws<DataException>(() => new CheckpointTokenizer(folder.Path, "qwen_1_5")).Message);
        Assert.Contains("pivot belongs to word and byte tokenizers", Assert.Throws<DataException>(() => TokenizerFile.Load(folder.Path, "pivot")).Message);
    }

    [Fact]
    public void A_template_given_goes_before_the_one_a_folder_was_saved_with()
    {
        using var folder = ChatMl("{{ messages[0].content }}");
        using var saved = new TemporaryFolder();
        new CheckpointTokenizer(folder.Path, "qwen_1_5").Save(saved.Path);
        Assert.Equal("qwen_1_5", TokenizerFile.Load(saved.Path).Prompts.Name);
        Assert.Equal("plain", TokenizerFile.Load(saved.Path, "plain").Prompts.Name);
        Assert.Equal("plain", TokenizerTexts.Build(new TokenizerSpec { Kind = "checkpoint", Path = saved.Path, Template = "plain" }, []).Prompts.Name);
    }

    [Fact]
    public void Two_answers_share_their_question_and_what_stands_before_the_image()
    {
        using var folder = ChatMl(null);
        var tokenizer = new CheckpointTokenizer(folder.Path, "qwen_1_5");
        var tree = TokenTrees.Pair(new PreferenceSample("p", new NoImage(), "q", "yes", "no"), tokenizer, 4);
        var one = TokenTrees.Sequential(new ConversationSample("p", new NoImage(), [new Turn("q", "yes")]), tokenizer, 4);
        Assert.Equal(one.Length + tokenizer.Encode("no<|im_end|>\n").Length, tree.Length);
        Assert.Equal(2, tree.Answers);
        Assert.False(tree.IsChain);
        var question = tokenizer.Prompts.Question("q");
        Assert.Equal(one.Length - tokenizer.Encode("yes<|im_end|>\n").Length, question.BeforeImage.Length + 4 + question.Turns[0].Question.Length);
    }

    [Fact]
    public void Independent_questions_hang_under_one_image()
    {
        using var folder = ChatMl(null);
        var tokenizer = new CheckpointTokenizer(folder.Path, "qwen_1_5");
        var tree = TokenTrees.Independent(new ConversationSample("p", new NoImage(), Turns), tokenizer, 3);
        var single = Turns.Select(t => TokenTrees.Sequential(new ConversationSample("p", new NoImage(), [t]), tokenizer, 3)).ToList();
        Assert.Equal(single.Sum(s => s.Length) - single[0].Length + single[0].Scored + tokenizer.Prompts.Question("a").Turns[0].Question.Length, tree.Length);
        Assert.Equal(single.Sum(s => s.Scored), tree.Scored);
    }

    [Fact]
    public void A_text_that_holds_the_placeholder_is_refused_with_its_row()
    {
        using var folder = ChatMl(null);
        var tokenizer = new CheckpointTokenizer(folder.Path, "qwen_1_5");
        foreach (var turn in new[] { new Turn("see <image>", "b"), new Turn("a", "an <image>") })
            Assert.StartsWith("row 7: a text holds <image>", Assert.Throws<DataException>(() => TokenTrees.Sequential(new ConversationSample("7", new NoImage(), [turn]), tokenizer, 2)).Message);
    }

    [Fact]
    public void A_conversation_without_an_image_has_no_placeholder()
    {
        using var folder = ChatMl(null);
        var tokenizer = new CheckpointTokenizer(folder.Path, "qwen_1_5");
        var row = tokenizer.Prompts.Conversation([Turns[0]], hasImage: false);
        Assert.Empty(row.BeforeImage);
        Assert.DoesNotContain(tokenizer.ImageId, row.Turns[0].Question);
    }

    // An answer's ids must not change what its question's are: generation has the question alone.
    [Fact]
    public void A_question_has_the_same_ids_whatever_its_answer_begins_with()
    {
        using var folder = ChatMl(null, merges: ["\u010A \u010A"]);
        var tokenizer = new CheckpointTokenizer(folder.Path, "qwen_1_5");
        var row = tokenizer.Prompts.Conversation([new Turn("a", "\n\nb")]);
        Assert.Equal(tokenizer.Prompts.Question("a").Turns[0].Question, row.Turns[0].Question);
        Assert.Equal("\n\nb<|im_end|>\n", tokenizer.Decode(row.Turns[0].Answer, leavesOutSpecial: false));
    }

    [Theory]
    [InlineData("{% for m in messages %}[{{ m.role }}]{{ m.content }}{{ eos_token }}{% endfor %}{% if add_generation_prompt %}[assistant]{% endif %}", "b<|im_end|>")]
    [InlineData("{% for m in messages %}{% if m.role == 'user' %}Q: {{ m.content }} A:{% else %} {{ m.content }}{{ eos_token }}\n{% endif %}{% endfor %}", " b<|im_end|>\n")]
    public void Of_a_chat_template_what_the_answer_adds_is_scored(string template, string answer)
    {
        using var folder = ChatMl(template);
        var tokenizer = new CheckpointTokenizer(folder.Path, "chat");
        var row = tokenizer.Prompts.Conversation(Turns);
        Assert.Equal(answer, tokenizer.Decode(row.Turns[0].Answer, leavesOutSpecial: false));
        Assert.Equal(tokenizer.Id("<|im_end|>"), tokenizer.Prompts.StopIds[0]);
    }

    [Theory]
    [InlineData("{{ messages | length }}", "writes earlier messages differently once later ones follow")]
    [InlineData("{% for m in messages %}{{ m.content | replace('<image>', '') }}{% endfor %}", "wrote no <image>")]
    [InlineData("{% for m in messages %}{{ m.content }}{{ m.content }}{% endfor %}", "in another place than before the first question")]
    [InlineData("{{ raise_exception('never') }}", "the template refuses this conversation: never")]
    public void A_chat_template_that_cannot_be_cut_into_turns_is_refused(string template, string message)
    {
        using var folder = ChatMl(template);
        var problem = Assert.Throws<DataException>(() => new CheckpointTokenizer(folder.Path, "chat").Prompts.Conversation(Turns));
        Assert.Contains(message, problem.Message);
        Assert.StartsWith(folder.Path, problem.Message);
    }

    private static TemporaryFolder ChatMl(string? template, string start = "<|im_start|>", string[]? merges = null)
    {
        var folder = new TemporaryFolder();
        var vocabulary = new JsonObject();
        for (var b = 0; b < 256; b++) vocabulary[ByteAlphabet.Of((byte)b).ToString()] = b;
        foreach (var merge in merges ?? []) vocabulary[merge.Replace(" ", "")] = vocabulary.Count;
        folder.Write("vocab.json", vocabulary.ToJsonString());
        folder.Write("merges.txt", string.Join('\n', merges ?? []));
        JsonObject Token(string content) => new() { ["content"] = content, ["special"] = true };
        var config = new JsonObject
        {
            ["tokenizer_class"] = "Qwen2Tokenizer", ["eos_token"] = "<|im_end|>",
            ["added_tokens_decoder"] = new JsonObject { ["300"] = Token(start), ["301"] = Token("<|im_end|>"), ["302"] = Token("<image>") },
        };
        if (template is not null) config["chat_template"] = template;
        folder.Write("tokenizer_config.json", config.ToJsonString());
        return folder;
    }

    private sealed class NoImage : ImageReference
    {
        public override string Id => "image";

        public override RasterImage Load() => throw new InvalidOperationException("nobody looks at it");
    }
}
