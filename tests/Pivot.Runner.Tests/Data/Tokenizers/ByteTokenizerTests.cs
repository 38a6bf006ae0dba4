using Pivot.Runner.Data.Tokenizers;

namespace Pivot.Runner.Tests.Data.Tokenizers;

public class ByteTokenizerTests
{
    [Theory]
    [InlineData("")]
    [InlineData("is it red?\n  yes")]
    [InlineData("東京 é 😀")]
    public void Every_text_comes_back(string text)
    {
        var tokenizer = new ByteTokenizer();
        Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text)));
    }

    [Fact]
    public void Bytes_follow_the_special_tokens()
    {
        var tokenizer = new ByteTokenizer();
        Assert.Equal(262, tokenizer.VocabSize);
        Assert.Equal([6 + 'A', 6 + 0xC3, 6 + 0xA9], tokenizer.Encode("Aé"));
        Assert.Equal("A", tokenizer.Decode([PivotTokens.Assistant, 6 + 'A', PivotTokens.End, PivotTokens.Pad]));
    }
}
