using Pivot.Runner.Data;
using Pivot.Runner.Data.Tokenizers;
using Pivot.Runner.Data.Tokenizers.Checkpoints;
using static Pivot.Runner.Tests.Data.Tokenizers.Checkpoints.SentencePieceWriter;

namespace Pivot.Runner.Tests.Data.Tokenizers.Checkpoints;

/// <summary>Models made by hand, with pieces worked out by hand from SentencePiece's rules.</summary>
public sealed class SentencePieceTests
{
    private const string Config = """{"tokenizer_class": "LlamaTokenizer", "bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "legacy": LEGACY}""";

    // Scores fall with the number, so that a pair's urgency is its place: ▁t, he, in, ▁the, ▁a, ▁in, ▁▁, ab, abab, then the single characters.
    private static readonly (string, float, int)[] Bpe =
        [.. LlamaStart(), .. "▁t he in ▁the ▁a ▁in ▁▁ ab abab ▁ t h e i n a b c d".Split(' ').Select((piece, i) => (piece, -(float)i, Normal))];

    private static readonly (string, float, int)[] Unigram =
    [
        .. LlamaStart(),
        .. new[] { ("▁", -3f), ("t", -4f), ("h", -4f), ("e", -4f), ("he", -5f), ("▁the", -5f), ("the", -6f), ("a", -3f), ("b", -3f), ("ab", -5.5f), ("▁a", -4f) }.Select(p => (p.Item1, p.Item2, Normal)),
    ];

    private static CheckpointTokenizer Load(byte[] model, bool legacy = true, string? template = null)
    {
        using var folder = new TemporaryFolder();
        folder.Write("tokenizer.model", model);
        folder.Write("tokenizer_config.json", Config.Replace("LEGACY", legacy ? "true" : "false"));
        return new CheckpointTokenizer(folder.Path, template);
    }

    private static string Pieces(CheckpointTokenizer tokenizer, string text) => string.Join(' ', tokenizer.Encode(text).Select(tokenizer.Token));

    [Theory]
    [InlineData("the in", "▁the ▁in")]
    [InlineData("  the  a", "▁▁ ▁the ▁ ▁a")] // the first space is the model's own; ▁t and ▁a are sooner than ▁▁
    [InlineData("é the", "▁ <0xC3> <0xA9> ▁the")]
    [InlineData("abab", "▁a b ab")] // ▁a (score -4) before ab (-7), after which abab is not to be had
    [InlineData("cabab", "▁ c abab")]
    [InlineData("a\n", "▁a <0x0A>")]
    [InlineData("😀", "▁ <0xF0> <0x9F> <0x98> <0x80>")]
    [InlineData("", "")]
    public void Neighbours_join_by_score(string text, string pieces)
    {
        var tokenizer = Load(Model(2, Bpe));
        Assert.Equal(pieces, Pieces(tokenizer, text));
        Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text)));
    }

    [Theory]
    [InlineData("the ab", "▁the ▁a b")] // ▁a + b = -7, ▁ + ab = -8.5
    [InlineData("abab", "▁a b ab")] // -4 -3 -5.5; with a + b for the second ab it is half a point less
    [InlineData("é the", "▁ <0xC3> <0xA9> ▁the")]
    public void The_cut_with_the_highest_sum_of_scores_is_taken(string text, string pieces)
    {
        var tokenizer = Load(Model(1, Unigram));
        Assert.Equal(pieces, Pieces(tokenizer, text));
        Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text)));
    }

    [Fact]
    public void Characters_without_a_piece_are_one_unknown_token_a_run_where_there_are_no_bytes()
    {
        foreach (var type in new[] { 1, 2 })
            Assert.Equal("▁ <unk> ▁a <unk>", Pieces(Load(Model(type, type == 1 ? Unigram : Bpe, byteFallback: false)), "éé aß"));
    }

    [Fact]
    public void Without_a_dummy_prefix_a_text_begins_as_it_is()
    {
        var tokenizer = Load(Model(2, Bpe, dummyPrefix: false));
        Assert.Equal("t he ▁in", Pieces(tokenizer, "the in"));
        Assert.Equal(" the", tokenizer.Decode(tokenizer.Encode(" the")));
    }

    [Fact]
    public void Spaces_are_taken_together_where_the_model_asks_for_it() => Assert.Equal("▁the ▁a", Pieces(Load(Model(2, Bpe, removeExtra: true)), "  the   a  "));

    [Fact]
    public void A_special_token_in_the_text_is_one_and_the_legacy_tokenizer_puts_a_space_behind_it()
    {
        Assert.Equal("<s> ▁the </s> ▁a", Pieces(Load(Model(2, Bpe)), "<s>the</s>a"));
        Assert.Equal("<s> t he </s> a", Pieces(Load(Model(2, Bpe), legacy: false), "<s>the</s>a"));
        Assert.Equal("▁the </s> a", Pieces(Load(Model(2, Bpe), legacy: false), "the</s>a"));
    }

    [Fact]
    public void A_user_defined_piece_stays_whole()
    {
        Assert.Equal("▁a abc d", Pieces(Load(Model(2, [.. Bpe, ("abc", 0f, UserDefined)])), "aabcd"));
        Assert.Equal("▁a abc the", Pieces(Load(Model(1, [.. Unigram, ("abc", 0f, UserDefined)])), "aabcthe"));
    }

    [Fact]
    public void Bytes_that_are_no_text_decode_as_one_replacement_each()
    {
        var tokenizer = Load(Model(2, Bpe));
        Assert.Equal("\uFFFD\uFFFDa", tokenizer.Decode([3 + 0xF0, 3 + 0x9F, tokenizer.Id("a")!.Value]));
        Assert.Equal("😀", tokenizer.Decode([3 + 0xF0, 3 + 0x9F, 3 + 0x98, 3 + 0x80]));
    }

    [Fact]
    public void A_text_in_parts_is_the_text_in_one()
    {
        var tokenizer = Load(Model(2, Bpe));
        foreach (var (first, second) in new[] { ("the", " in"), ("the in</s>", "a"), ("the ", "a"), ("t", "he"), ("", "the") })
        {
            int[] parts = [.. tokenizer.Encode(first), .. tokenizer.EncodeAfter(first, second)];
            // Where a token reaches over the cut there is no such split; then no space is made up, and the text is the same.
            if (first is not ("the " or "t")) Assert.Equal(tokenizer.Encode(first + second), parts);
            Assert.Equal(tokenizer.Decode(tokenizer.Encode(first + second)), tokenizer.Decode(parts));
        }
    }

    [Fact]
    public void A_long_text_without_words_to_cut_it_into_takes_no_square_of_its_length()
    {
        var tokenizer = Load(Model(2, Bpe));
        var text = string.Concat(Enumerable.Repeat("abthe ", 50_000));
        var begun = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text)));
        Assert.True(begun.Elapsed < TimeSpan.FromSeconds(5), $"{begun.Elapsed}");
    }

    [Fact]
    public void The_image_token_is_added_with_the_next_id_and_entered_where_transformers_reads_it()
    {
        var tokenizer = Load(Model(2, Bpe));
        Assert.True(tokenizer.AddsImage);
        Assert.Equal((Bpe.Length, Bpe.Length + 1), (tokenizer.ImageId, tokenizer.VocabSize));
        Assert.DoesNotContain(tokenizer.ImageId, tokenizer.Encode("a <image>")); // as transformers, which does not know it either
        using var saved = new TemporaryFolder();
        tokenizer.Save(saved.Path);
        Assert.Equal(Model(2, Bpe), File.ReadAllBytes(saved.File("tokenizer.model")));
        var loaded = Assert.IsType<CheckpointTokenizer>(TokenizerFile.Load(saved.Path));
        Assert.Equal((tokenizer.ImageId, tokenizer.VocabSize, false), (loaded.ImageId, loaded.VocabSize, loaded.AddsImage));
        Assert.Contains($"\"{Bpe.Length}\": {{", File.ReadAllText(saved.File("tokenizer_config.json")));
    }

    [Fact]
    public void The_plain_template_is_begin_image_caption_and_a_line_break()
    {
        var tokenizer = Load(Model(2, Bpe), template: "plain");
        var row = tokenizer.Prompts.Conversation([new Pivot.Runner.Data.Samples.Turn("ignored", "the in")]);
        Assert.Equal([1], row.BeforeImage);
        Assert.Empty(row.Turns[0].Question);
        Assert.Equal("▁the ▁in <0x0A>", string.Join(' ', row.Turns[0].Answer.Select(tokenizer.Token)));
        Assert.Equal([3 + '\n', 2], tokenizer.Prompts.StopIds);
        Assert.Contains("found 2 turns", Assert.Throws<DataException>(() => tokenizer.Prompts.Conversation([new("a", "b"), new("c", "d")])).Message);
    }

    [Theory]
    [InlineData(3, "identity", "model type 3")]
    [InlineData(2, "nmt_nfkc", "the normaliser \"nmt_nfkc\" is not known here")]
    public void What_is_not_known_is_refused(int type, string normalizer, string message) =>
        Assert.Contains(message, Assert.Throws<DataException>(() => Load(Model(type, Bpe, normalizer: normalizer))).Message);

    [Fact]
    public void Broken_models_are_refused_with_what_is_wrong()
    {
        string Message(byte[] model) => Assert.Throws<DataException>(() => Load(model)).Message;
        Assert.Contains("no tokens", Message([]));
        Assert.Contains("wire type 3", Message([1 << 3 | 3]));
        Assert.Contains("the end within a number", Message([0x80]));
        Assert.Contains("bytes with 0 left", Message([1 << 3 | 2, 0xFF, 0xFF, 0xFF, 0x7F]));
        Assert.Contains("more than ten bytes", Message([.. Enumerable.Repeat((byte)0xFF, 12)]));
        Assert.Contains("occurs twice", Message(Model(2, [.. Bpe, ("he", 0f, Normal)])));
        Assert.Contains("not one unknown piece, but 0", Message(Model(2, Bpe.Skip(1), byteFallback: false)));
        Assert.Contains("not all of <0x00> to <0xFF>", Message(Model(2, Bpe.Where(p => p.Item1 != "<0x7F>"))));
        Assert.Contains("score NaN", Message(Model(2, [.. Bpe, ("zz", float.NaN, Normal)])));
    }
}
