using System.Text.Json;
using Pivot.Runner.Data.Batches;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Tokenizers;
using Pivot.Runner.Data.Tokenizers.Checkpoints;
using Pivot.Runner.Data.Tokenizers.Templates;
using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Tests.Data.Tokenizers.Checkpoints;

[Trait("Category", "Golden")]
public sealed class TokenizerGoldenTests
{
    public static TheoryData<string, bool> Folders => TokenizerGoldens.Theory();

    [Fact]
    public void The_folders_were_found()
    {
        if (Models.Goldens.AreOwn) Assert.Single(TokenizerGoldens.Folders());
        else Assert.NotEmpty(TokenizerGoldens.Folders());
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Texts_have_the_originals_ids_tokens_and_decoded_texts(string name, bool withJson)
    {
        using var folder = TokenizerGoldens.Copy(name, withJson);
        var tokenizer = new CheckpointTokenizer(folder.Path);
        var cases = TokenizerGoldens.Cases(name, "encode");
        Assert.True(cases.GetArrayLength() > 0);
        var wrong = new List<string>();
        foreach (var one in cases.EnumerateArray())
        {
            var (text, ids) = (one.GetProperty("text").GetString()!, TokenizerGoldens.Ints(one.GetProperty("ids")));
            void Check(string what, string expected, string found)
            {
                if (expected != found) wrong.Add($"{JsonSerializer.Serialize(text)} {what}: expected {expected}, found {found}");
            }
            Check("ids", string.Join(' ', ids), string.Join(' ', tokenizer.Encode(text)));
            Check("tokens", string.Join(' ', one.GetProperty("tokens").EnumerateArray().Select(t => t.GetString())), string.Join(' ', ids.Select(tokenizer.Token)));
            Check("decoded", one.GetProperty("decoded").GetString()!, tokenizer.Decode(ids, leavesOutSpecial: false));
            Check("without special", one.GetProperty("decoded_skip_special").GetString()!, tokenizer.Decode(ids));
        }
        Assert.Empty(wrong);
    }

    // Python, Rust and .NET may differ here; which do is said in the folder's README.
    [Theory]
    [MemberData(nameof(Folders))]
    public void Odd_characters_are_encoded_as_something_that_decodes_to_them(string name, bool withJson)
    {
        using var folder = TokenizerGoldens.Copy(name, withJson);
        var tokenizer = new CheckpointTokenizer(folder.Path);
        var cases = TokenizerGoldens.Cases(name, "edge").EnumerateArray().ToList();
        var same = cases.Count(c => tokenizer.Encode(c.GetProperty("text").GetString()!).SequenceEqual(TokenizerGoldens.Ints(c.GetProperty("ids"))));
        TestContext.Current.SendDiagnosticMessage($"{same} of {cases.Count} odd cases have the original's ids");
        Assert.All(cases, c => Assert.Equal(c.GetProperty("decoded").GetString(), tokenizer.Decode(tokenizer.Encode(c.GetProperty("text").GetString()!), leavesOutSpecial: false)));
        if (Models.Goldens.AreOwn) Assert.Equal(4, same);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Incomplete_bytes_decode_as_the_original_does(string name, bool withJson)
    {
        using var folder = TokenizerGoldens.Copy(name, withJson);
        var tokenizer = new CheckpointTokenizer(folder.Path);
        foreach (var one in TokenizerGoldens.Cases(name, "decode_bytes").EnumerateArray())
            Assert.Equal(one.GetProperty("decoded").GetString(), tokenizer.Decode(TokenizerGoldens.Ints(one.GetProperty("ids"))));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void The_chat_template_renders_the_originals_text_and_ids(string name, bool withJson)
    {
        using var folder = TokenizerGoldens.Copy(name, withJson);
        var tokenizer = new CheckpointTokenizer(folder.Path);
        var template = new ChatTemplate(name, TokenizerSettings.Read(folder.Path).ChatTemplate!, new Dictionary<string, string?> { ["eos_token"] = tokenizer.SpecialText("eos_token") });
        foreach (var one in TokenizerGoldens.Cases(name, "chat_template").EnumerateArray())
        {
            var text = template.Render(Messages(one), one.GetProperty("add_generation_prompt").GetBoolean());
            Assert.Equal(one.GetProperty("rendered").GetString(), text);
            Assert.Equal(TokenizerGoldens.Ints(one.GetProperty("ids")), tokenizer.Encode(text));
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Turns_encoded_one_by_one_are_the_whole_conversations_ids(string name, bool withJson)
    {
        using var folder = TokenizerGoldens.Copy(name, withJson);
        foreach (var format in IsChatMl(folder.Path) ? new[] { "chat", "qwen_1_5" } : ["chat"])
        {
            var tokenizer = new CheckpointTokenizer(folder.Path, format);
            var checkedCases = 0;
            foreach (var one in TokenizerGoldens.Cases(name, "chat_template").EnumerateArray())
            {
                var messages = Messages(one);
                if (messages[0].Role != "user" || (messages[^1].Role == "user") != one.GetProperty("add_generation_prompt").GetBoolean()) continue;
                // Ours has one system text; a template may have another.
                if (format == "qwen_1_5" && !one.GetProperty("rendered").GetString()!.StartsWith("<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\n", StringComparison.Ordinal)) continue;
                var hasImage = messages[0].Content.StartsWith("<image>\n", StringComparison.Ordinal);
                var turns = messages.Chunk(2).Select(m => new Turn(m[0].Content.Replace("<image>\n", "", StringComparison.Ordinal), m.Length > 1 ? m[1].Content : "")).ToList();
                var row = messages[^1].Role == "user" && turns.Count == 1 ? tokenizer.Prompts.Question(turns[0].Question, hasImage) : tokenizer.Prompts.Conversation(turns, hasImage);
                Assert.Equal<int[]>(TokenizerGoldens.Ints(one.GetProperty("ids")), [.. row.BeforeImage, .. hasImage ? new[] { tokenizer.ImageId } : [], .. row.Turns.SelectMany(t => t.Question.Concat(t.Answer))]);
                checkedCases++;
            }
            Assert.True(checkedCases >= 1 || format == "qwen_1_5" && !Models.Goldens.AreOwn, $"{format}: {checkedCases} cases");
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Texts_padded_on_either_side_have_the_originals_ids(string name, bool withJson)
    {
        using var folder = TokenizerGoldens.Copy(name, withJson);
        var tokenizer = new CheckpointTokenizer(folder.Path);
        foreach (var one in TokenizerGoldens.Cases(name, "padding").EnumerateArray())
        {
            Assert.Equal(one.GetProperty("pad_token_id").GetInt32(), tokenizer.PadId);
            int? longest = one.TryGetProperty("max_length", out var most) ? most.GetInt32() : null;
            var (ids, mask) = tokenizer.Pad([.. one.GetProperty("texts").EnumerateArray().Select(t => t.GetString()!)], one.GetProperty("padding_side").GetString() == "left", longest);
            Assert.Equal(one.GetProperty("input_ids").EnumerateArray().Select(TokenizerGoldens.Ints), ids);
            Assert.Equal(one.GetProperty("attention_mask").EnumerateArray().Select(TokenizerGoldens.Ints), mask.Select(row => row.Select(m => m ? 1 : 0).ToArray()));
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Sizes_and_special_ids_are_the_files(string name, bool withJson)
    {
        using var folder = TokenizerGoldens.Copy(name, withJson);
        var tokenizer = new CheckpointTokenizer(folder.Path);
        using var notes = JsonDocument.Parse(File.ReadAllBytes(folder.File("golden.json")));
        Assert.Equal(notes.RootElement.GetProperty("total_size").GetInt32(), tokenizer.VocabSize - (tokenizer.AddsImage ? 1 : 0));
        Assert.Equal(tokenizer.Id(tokenizer.SpecialText("eos_token")!), tokenizer.EndId);
        if (tokenizer.Id("<image>") is { } image) Assert.Equal((image, false), (tokenizer.ImageId, tokenizer.AddsImage));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Saved_files_are_the_same_bytes_and_load_as_the_same_tokenizer(string name, bool withJson)
    {
        using var folder = TokenizerGoldens.Copy(name, withJson);
        using var saved = new TemporaryFolder();
        var template = IsChatMl(folder.Path) ? "qwen_1_5" : "plain";
        var tokenizer = new CheckpointTokenizer(folder.Path, template);
        tokenizer.Save(saved.Path);
        string[] notOurs = ["golden.json", "cases.json"];
        var kept = Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).Except(notOurs).ToList();
        Assert.Equal([.. kept.Append("pivot_tokenizer.json").Order(StringComparer.Ordinal)], Directory.EnumerateFiles(saved.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        if (!tokenizer.AddsImage) Assert.All(kept, file => Assert.Equal(File.ReadAllBytes(folder.File(file!)), File.ReadAllBytes(saved.File(file!))));
        var loaded = Assert.IsType<CheckpointTokenizer>(TokenizerFile.Load(saved.Path));
        Assert.Equal(template, loaded.Prompts.Name);
        Assert.Equal((tokenizer.VocabSize, tokenizer.PadId, tokenizer.EndId, tokenizer.ImageId), (loaded.VocabSize, loaded.PadId, loaded.EndId, loaded.ImageId));
        foreach (var one in TokenizerGoldens.Cases(name, "encode").EnumerateArray())
            Assert.Equal(TokenizerGoldens.Ints(one.GetProperty("ids")), loaded.Encode(one.GetProperty("text").GetString()!));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_tree_is_the_template_with_as_many_image_tokens_as_the_image_has(string name, bool withJson)
    {
        using var folder = TokenizerGoldens.Copy(name, withJson);
        if (!IsChatMl(folder.Path)) return;
        var tokenizer = new CheckpointTokenizer(folder.Path, "qwen_1_5");
        if (tokenizer.AddsImage) return;
        var sample = new ConversationSample("a", new NoImage(), [new Turn("What?", "A dog."), new Turn("And?", "No.")]);
        var tree = TokenTrees.Sequential(sample, tokenizer, 3);
        long[] ids = new long[tree.Length], positions = new long[tree.Length];
        tree.WriteTokens(ids, positions);
        const string Expected = "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\n<image><image><image>\nWhat?<|im_end|>\n<|im_start|>assistant\n"
            + "A dog.<|im_end|>\n<|im_start|>user\nAnd?<|im_end|>\n<|im_start|>assistant\nNo.<|im_end|>\n";
        Assert.Equal(tokenizer.Encode(Expected), ids.Select(i => (int)i));
        List<long> from = [], targets = [], answers = [];
        tree.WriteScored(0, 0, from, targets, answers);
        Assert.Equal("A dog.<|im_end|>\nNo.<|im_end|>\n", tokenizer.Decode(targets.Select(i => (int)i), leavesOutSpecial: false));
        Assert.All(from.Zip(targets), p => Assert.Equal(p.Second, ids[p.First + 1]));
    }

    private static bool IsChatMl(string folder) => new CheckpointTokenizer(folder, "plain").Id("<|im_start|>") is not null;

    private sealed class NoImage : ImageReference
    {
        public override string Id => "image";

        public override RasterImage Load() => throw new InvalidOperationException("nobody looks at it");
    }

    private static List<ChatMessage> Messages(JsonElement one) =>
        [.. one.GetProperty("messages").EnumerateArray().Select(m => new ChatMessage(m.GetProperty("role").GetString()!, m.GetProperty("content").GetString()!))];
}
