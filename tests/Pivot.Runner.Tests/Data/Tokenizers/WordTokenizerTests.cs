using CsCheck;
using Pivot.Runner.Data.Tokenizers;

namespace Pivot.Runner.Tests.Data.Tokenizers;

public class WordTokenizerTests
{
    [Fact]
    public void Words_are_numbered_by_frequency_and_then_ordinal_whatever_the_order_of_texts()
    {
        string[] texts = ["is there a cat?", "a dog, a cat", "Zebra"];
        var tokenizer = WordTokenizer.Build(texts, 100);
        Assert.Equal(["a", "cat", ",", "?", "Zebra", "dog", "is", "there"], tokenizer.Words);
        Assert.Equal(tokenizer.Words, WordTokenizer.Build(texts.Reverse(), 100).Words);
        Assert.Equal(PivotTokens.Count + 8, tokenizer.VocabSize);
        Assert.Equal([6, 7, 9], tokenizer.Encode("a cat?"));
    }

    [Theory]
    [InlineData("is there a red circle?")]
    [InlineData("a chart with two bars: red, blue and green. the blue bar is the tallest.")]
    [InlineData("T-shirt costs 3.50 (or less), don't you think; yes!")]
    [InlineData("naïve café 東京 k 7")]
    public void A_text_in_normal_spacing_comes_back_as_it_was(string text)
    {
        var tokenizer = WordTokenizer.Build([text], 100);
        Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text)));
    }

    [Fact]
    public void Any_sentence_of_words_and_marks_comes_back()
    {
        var word = Gen.OneOf(Gen.String[Gen.Char["abcXYZ019"], 1, 6], Gen.Const("it's"), Gen.Const("T-shirt"), Gen.Const("1.5"));
        var piece = Gen.Select(word, Gen.Int[0, 8].Select(i => i < 5 ? ",.?:;"[i].ToString() : ""), (w, mark) => w + mark);
        piece.Array[1, 8].Select(p => string.Join(' ', p)).Sample(text =>
        {
            var tokenizer = WordTokenizer.Build([text], 1000);
            return tokenizer.Decode(tokenizer.Encode(text)) == text;
        }, iter: 300);
    }

    [Fact]
    public void Case_is_kept_and_what_is_not_known_is_unknown()
    {
        var tokenizer = WordTokenizer.Build(["Red red red"], maxWords: 1);
        Assert.Equal([6, PivotTokens.Unknown, PivotTokens.Unknown], tokenizer.Encode("red Red <"));
        Assert.Equal("red \uFFFD", tokenizer.Decode([PivotTokens.User, 6, PivotTokens.Unknown, PivotTokens.End]));
    }

    [Fact]
    public void No_text_becomes_a_special_token()
    {
        var tokenizer = WordTokenizer.Build(["<image> <pad>"], 10);
        Assert.All(tokenizer.Encode("<image> <pad>"), id => Assert.True(id >= PivotTokens.Count));
    }

    [Fact]
    public void A_word_given_twice_is_an_error() => Assert.Throws<ArgumentException>(() => new WordTokenizer(["a", "a"]));

    [Fact]
    public void A_character_of_two_places_is_one_piece_and_comes_back_from_the_file()
    {
        using var folder = new TemporaryFolder();
        var tokenizer = WordTokenizer.Build(["good \U0001F600\U0001F680 day"], 10);
        Assert.Equal(4, tokenizer.Words.Count);
        tokenizer.Save(folder.Path);
        Assert.Equal(tokenizer.Words, Assert.IsType<WordTokenizer>(TokenizerFile.Load(folder.Path)).Words);
    }
}
