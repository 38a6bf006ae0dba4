using System.Text.Json.Nodes;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Tokenizers.Checkpoints;

namespace Pivot.Runner.Tests.Data.Tokenizers.Checkpoints;

/// <summary>tokenizer.json in the layouts of Llama 2, Llama 3 and others, small ones, with ids worked out by hand.</summary>
public sealed class TokenizerJsonTests
{
    private const string Space = "\u2581";

    internal static JsonObject Llama2(string? preTokenizer = null)
    {
        var vocabulary = new JsonObject { ["<unk>"] = 0, ["<s>"] = 1, ["</s>"] = 2 };
        for (var b = 0; b < 256; b++) vocabulary[$"<0x{b:X2}>"] = 3 + b;
        foreach (var token in $"{Space} t h e a b {Space}t he {Space}the {Space}a ab {Space}ab".Split(' ')) vocabulary[token] = vocabulary.Count;
        var normalizer = new JsonObject
        {
            ["type"] = "Sequence",
            ["normalizers"] = new JsonArray(
                new JsonObject { ["type"] = "Prepend", ["prepend"] = Space },
                new JsonObject { ["type"] = "Replace", ["pattern"] = new JsonObject { ["String"] = " " }, ["content"] = Space }),
        };
        return new JsonObject
        {
            ["added_tokens"] = new JsonArray([.. new[] { "<unk>", "<s>", "</s>" }.Select((t, i) => new JsonObject { ["id"] = i, ["content"] = t, ["special"] = true })]),
            ["normalizer"] = preTokenizer is null ? normalizer : null,
            ["pre_tokenizer"] = preTokenizer is null ? null : JsonNode.Parse(preTokenizer),
            ["post_processor"] = JsonNode.Parse("""{"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}], "pair": []}"""),
            ["decoder"] = JsonNode.Parse($$"""{"type": "Sequence", "decoders": [{"type": "Replace", "pattern": {"String": "{{Space}}"}, "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0}]}"""),
            ["model"] = new JsonObject
            {
                ["type"] = "BPE", ["unk_token"] = "<unk>", ["fuse_unk"] = true, ["byte_fallback"] = true, ["vocab"] = vocabulary,
                ["merges"] = new JsonArray([.. new[] { $"{Space} t", "h e", $"{Space}t he", $"{Space} a", "a b", $"{Space}a b", $"{Space} ab" }.Select(m => (JsonNode)m)]),
            },
        };
    }

    internal static CheckpointTokenizer Load(JsonObject json, string config = """{"eos_token": "</s>", "bos_token": "<s>"}""")
    {
        using var folder = new TemporaryFolder();
        folder.Write("tokenizer.json", json.ToJsonString());
        folder.Write("tokenizer_config.json", config);
        return new CheckpointTokenizer(folder.Path);
    }

    private static string Pieces(CheckpointTokenizer tokenizer, string text) => string.Join(' ', tokenizer.Encode(text).Select(tokenizer.Token));

    [Theory]
    [InlineData("the ab", "▁the ▁ab")]
    [InlineData("aab", "▁a ab")]
    [InlineData("é", "▁ <0xC3> <0xA9>")]
    [InlineData("the</s>the", "▁the </s> ▁the")] // a space before each stretch, as the Prepend normaliser does it
    [InlineData(" a", "▁ ▁a")]
    public void Llama_2_joins_by_merges_and_falls_back_to_bytes(string text, string pieces)
    {
        var tokenizer = Load(Llama2());
        Assert.Equal(pieces, Pieces(tokenizer, text));
        Assert.Equal([1], tokenizer.StartIds);
        Assert.Empty(tokenizer.FinishIds);
    }

    [Theory]
    [InlineData("first", "the</s>the", "▁the </s> t he")]
    [InlineData("always", "the</s>the", "▁the </s> ▁the")]
    [InlineData("never", "the</s>the", "t he </s> t he")]
    [InlineData("always", " a", "▁a")] // Metaspace puts no space before one that is there
    public void Metaspace_puts_its_space_where_its_scheme_says(string scheme, string text, string pieces) =>
        Assert.Equal(pieces, Pieces(Load(Llama2($$"""{"type": "Metaspace", "replacement": "{{Space}}", "prepend_scheme": "{{scheme}}", "split": false}""")), text));

    [Theory]
    [InlineData("the ab")]
    [InlineData("  é  ab\n")]
    public void Decoding_takes_back_what_encoding_put_in(string text) => Assert.Equal(text, Load(Llama2()) is var t ? t.Decode(t.Encode(text)) : null);

    // Llama 3's pattern takes up to three digits; ignore_merges takes a whole word that no merge leads to.
    [Fact]
    public void Llama_3_takes_digits_by_three_and_whole_words_without_merges()
    {
        var json = ByteLevel(@"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+", ["12", "123", "\u0120the"], ["1 2"]);
        json["model"]!["ignore_merges"] = true;
        var tokenizer = Load(json, """{"eos_token": "<|end|>"}""");
        Assert.Equal("123 4 \u0120the", Pieces(tokenizer, "1234 the"));
        Assert.Equal("12 4", Pieces(tokenizer, "124"));
        json["model"]!["ignore_merges"] = false;
        Assert.Equal("12 3 4 \u0120 t h e", Pieces(Load(json, """{"eos_token": "<|end|>"}"""), "1234 the"));
    }

    [Fact]
    public void Letters_beyond_the_basic_plane_are_letters()
    {
        // With halves of surrogate pairs taken for symbols, the letter would not join the word and ` !` would join it.
        var tokenizer = Load(ByteLevel(@"\p{L}+| ?[^\s\p{L}\p{N}]+|\p{N}|\s+", [], []), """{"eos_token": "<|end|>"}""");
        foreach (var (text, words) in new[] { ("a𝒳b 😀!", "a𝒳b| 😀!"), ("𠀀𠀁", "𠀀𠀁"), ("𝟙𝟚", "𝟙|𝟚"), ("😀𝒳", "😀|𝒳") })
        {
            var splitter = new SplitPattern("here", @"\p{L}+| ?[^\s\p{L}\p{N}]+|\p{N}|\s+");
            var found = new List<(int Start, int Length)>();
            splitter.Split(text, 0, text.Length, found);
            Assert.Equal(words, string.Join('|', found.Select(f => text.Substring(f.Start, f.Length))));
            Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text)));
        }
    }

    [Fact]
    public void What_stands_for_a_character_beyond_the_basic_plane_is_of_its_category()
    {
        var seen = new HashSet<System.Globalization.UnicodeCategory>();
        for (var code = 0x10000; code < 0x110000; code++)
        {
            var (shadow, _) = BmpShadow.Of(char.ConvertFromUtf32(code).AsMemory());
            var category = System.Globalization.CharUnicodeInfo.GetUnicodeCategory(code);
            if (seen.Add(category)) Assert.Equal(category, char.GetUnicodeCategory(shadow.Span[0]));
        }
        Assert.True(seen.Count >= 18, $"{seen.Count} categories");
    }

    [Theory]
    [InlineData(nameof(SplitBehavior.Isolated), false, "a|-|-|b|-")]
    [InlineData(nameof(SplitBehavior.Removed), false, "a|b")]
    [InlineData(nameof(SplitBehavior.MergedWithPrevious), false, "a-|-|b-")]
    [InlineData(nameof(SplitBehavior.MergedWithNext), false, "a|-|-b|-")]
    [InlineData(nameof(SplitBehavior.Isolated), true, "a|-|-|b|-")]
    [InlineData(nameof(SplitBehavior.Removed), true, "-|-|-")]
    public void Splitters_do_with_matches_what_their_behavior_says(string behavior, bool inverted, string words)
    {
        var found = new List<(int Start, int Length)>();
        new SplitPattern("here", "-", Enum.Parse<SplitBehavior>(behavior), inverted).Split("a--b-", 0, 5, found);
        Assert.Equal(words, string.Join('|', found.Select(f => "a--b-".Substring(f.Start, f.Length))));
    }

    [Fact]
    public void Added_tokens_take_spaces_and_stand_alone_as_they_say()
    {
        var json = Llama2();
        foreach (var (token, flag) in new[] { ("[L]", "lstrip"), ("[R]", "rstrip"), ("[W", "single_word") })
            json["added_tokens"]!.AsArray().Add(new JsonObject { ["id"] = 300 + json["added_tokens"]!.AsArray().Count, ["content"] = token, [flag] = true });
        var tokenizer = Load(json);
        Assert.Equal("▁a [L] ▁ ▁a", Pieces(tokenizer, "a  [L] a"));
        Assert.Equal("▁a ▁ [R] ▁a", Pieces(tokenizer, "a [R]  a"));
        Assert.Equal("▁a ▁ [W ▁ ▁a", Pieces(tokenizer, "a [W a"));
        Assert.DoesNotContain("[W", tokenizer.Encode("a [Wa").Select(tokenizer.Token));
    }

    [Theory]
    [InlineData("normalizer", """{"type": "NFKC"}""", "type \"NFKC\" is not known here")]
    [InlineData("normalizer", """{"type": "Precompiled"}""", "type \"Precompiled\" is not known here")]
    [InlineData("pre_tokenizer", """{"type": "BertPreTokenizer"}""", "type \"BertPreTokenizer\" is not known here")]
    [InlineData("decoder", """{"type": "WordPiece"}""", "WordPiece, as it is written here, is not known")]
    [InlineData("post_processor", """{"type": "BertProcessing"}""", "type \"BertProcessing\" is not known here")]
    [InlineData("pre_tokenizer", """{"type": "Split", "pattern": {"Regex": "\\p{Han}+"}, "behavior": "Isolated"}""", "cannot be used here")]
    [InlineData("pre_tokenizer", """{"type": "Split", "pattern": {"Regex": "[a[b]]"}, "behavior": "Isolated"}""", "`[` within the class")]
    [InlineData("pre_tokenizer", """{"type": "Split", "pattern": {"Regex": "[a&&b]"}, "behavior": "Isolated"}""", "`&` within the class")]
    [InlineData("pre_tokenizer", """{"type": "Split", "pattern": {"Regex": "(a"}, "behavior": "Isolated"}""", "cannot be used here")]
    [InlineData("pre_tokenizer", """{"type": "Split", "pattern": {"Regex": "a"}, "behavior": "Contiguous"}""", "behavior \"Contiguous\" is not known here")]
    [InlineData("pre_tokenizer", """{"type": "Split", "pattern": {"Regex": "a"}, "behavior": "1"}""", "behavior \"1\" is not known here")]
    [InlineData("model", """{"type": "WordPiece", "vocab": {}}""", "type \"WordPiece\"; known are BPE and Unigram")]
    [InlineData("model", """{"type": "BPE", "vocab": {}, "merges": []}""", "no tokens")]
    [InlineData("model", """{"type": "BPE", "vocab": {"a": 1, "b": 1}, "merges": []}""", "id 1 belongs to two tokens")]
    [InlineData("model", """{"type": "BPE", "vocab": {"a": -1}, "merges": []}""", "has id -1; ids go from 0")]
    [InlineData("model", """{"type": "BPE", "vocab": {"a": 99999999999}, "merges": []}""", "found number 99999999999, expected a whole number")]
    [InlineData("model", """{"type": "BPE", "vocab": {"a": 2000000}, "merges": []}""", "1 tokens, but ids up to 2000000")]
    [InlineData("model", """{"type": "BPE", "vocab": {"a": 0, "a": 1}, "merges": []}""", "not JSON")]
    [InlineData("model", """{"type": "BPE", "vocab": {"a": 0}, "merges": ["a b"], "unk_token": "a"}""", "merge 1 joins \"a\" and \"b\", but \"b\" is not in the vocabulary")]
    [InlineData("model", """{"type": "BPE", "vocab": {"a": 0, "b": 1}, "merges": ["a b"], "unk_token": "a"}""", "but \"ab\" is not in the vocabulary")]
    [InlineData("model", """{"type": "BPE", "vocab": {"a": 0}, "merges": ["a"], "unk_token": "a"}""", "is not two tokens with one space between")]
    [InlineData("model", """{"type": "BPE", "vocab": {"a": 0}, "merges": []}""", "neither byte_fallback nor an unk_token")]
    [InlineData("model", """{"type": "BPE", "vocab": {"a": 0}, "merges": [], "dropout": 0.1}""", "draws lots")]
    [InlineData("model", """{"type": "BPE", "vocab": {"a": 0}, "merges": [], "end_of_word_suffix": "</w>"}""", "end_of_word_suffix \"</w>\" is not known here")]
    [InlineData("model", """{"type": "Unigram", "vocab": [["a", 0.0]], "unk_id": 7}""", "the unknown piece has id 7")]
    [InlineData("added_tokens", """[{"id": 3, "content": "x"}]""", "has id 3, which is \"<0x00>\"'s")]
    [InlineData("added_tokens", """[{"id": 9000000, "content": "x"}]""", "far from the")]
    [InlineData("added_tokens", """[{"id": 900, "content": ""}]""", "an added token of 0 characters")]
    [InlineData("added_tokens", """[{"id": 900, "content": "\ud800"}]""", "half a surrogate pair")]
    public void What_is_broken_or_not_known_is_refused_by_name(string part, string content, string message)
    {
        var json = Llama2();
        json[part] = null;
        var text = json.ToJsonString().Replace($"\"{part}\":null", $"\"{part}\":{content}");
        using var folder = new TemporaryFolder();
        folder.Write("tokenizer.json", text);
        folder.Write("tokenizer_config.json", """{"eos_token": "</s>"}""");
        var problem = Assert.Throws<DataException>(() => new CheckpointTokenizer(folder.Path));
        Assert.Contains(message, problem.Message);
        Assert.Contains("tokenizer", problem.Message);
    }

    [Fact]
    public void A_pattern_that_takes_exponential_time_is_stopped()
    {
        var tokenizer = Load(ByteLevel("(?:a|aa)+b", [], []), """{"eos_token": "<|end|>"}""");
        Assert.Contains("took longer than", Assert.Throws<DataException>(() => tokenizer.Encode(new string('a', 60) + "!")).Message);
    }

    [Fact]
    public void Possessive_quantifiers_mean_what_they_mean_elsewhere()
    {
        var pattern = ForeignPattern.Compile("here", @"[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s+(?!\S)|\s");
        Assert.Equal("the| cat|123|4| ?!|  | it", string.Join('|', pattern.Matches("the cat1234 ?!   it").Select(m => m.Value)));
        Assert.Throws<DataException>(() => ForeignPattern.Compile("here", "(ab)++"));
    }

    [Fact]
    public void Cleaning_up_spaces_is_done_where_it_is_asked_for()
    {
        var json = ByteLevel(@"\S+|\s+", [], []);
        var asked = Load(json, """{"eos_token": "<|end|>", "clean_up_tokenization_spaces": true}""");
        Assert.Equal("a. b, isn't", asked.Decode(asked.Encode("a . b , is n't")));
        var left = Load(json, """{"eos_token": "<|end|>"}""");
        Assert.Equal("a . b", left.Decode(left.Encode("a . b")));
    }

    private static JsonObject ByteLevel(string pattern, string[] more, string[] merges)
    {
        var vocabulary = new JsonObject();
        for (var b = 0; b < 256; b++) vocabulary[ByteAlphabet.Of((byte)b).ToString()] = b;
        foreach (var token in more) vocabulary[token] = vocabulary.Count;
        return new JsonObject
        {
            ["added_tokens"] = new JsonArray(new JsonObject { ["id"] = vocabulary.Count, ["content"] = "<|end|>", ["special"] = true }),
            ["normalizer"] = null,
            ["pre_tokenizer"] = new JsonObject
            {
                ["type"] = "Sequence",
                ["pretokenizers"] = new JsonArray(
                    new JsonObject { ["type"] = "Split", ["pattern"] = new JsonObject { ["Regex"] = pattern }, ["behavior"] = "Isolated", ["invert"] = false },
                    new JsonObject { ["type"] = "ByteLevel", ["add_prefix_space"] = false, ["trim_offsets"] = true, ["use_regex"] = false }),
            },
            ["post_processor"] = JsonNode.Parse("""{"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": false}"""),
            ["decoder"] = JsonNode.Parse("""{"type": "ByteLevel"}"""),
            ["model"] = new JsonObject { ["type"] = "BPE", ["vocab"] = vocabulary, ["merges"] = new JsonArray([.. merges.Select(m => (JsonNode)m)]) },
        };
    }
}
