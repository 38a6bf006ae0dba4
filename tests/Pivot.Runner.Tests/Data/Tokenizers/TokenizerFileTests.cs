using Pivot.Runner.Data;
using Pivot.Runner.Data.Tokenizers;

namespace Pivot.Runner.Tests.Data.Tokenizers;

public class TokenizerFileTests
{
    [Fact]
    public void A_word_tokenizer_is_the_same_after_saving_and_loading()
    {
        using var folder = new TemporaryFolder();
        var tokenizer = WordTokenizer.Build(["what \"color\" is the café?"], 100);
        tokenizer.Save(folder.Path);
        var bytes = File.ReadAllBytes(folder.File("tokenizer.json"));
        var loaded = Assert.IsType<WordTokenizer>(TokenizerFile.Load(folder.Path));
        Assert.Equal(tokenizer.Words, loaded.Words);
        loaded.Save(folder.Path);
        Assert.Equal(bytes, File.ReadAllBytes(folder.File("tokenizer.json")));
    }

    [Fact]
    public void A_byte_tokenizer_is_loaded_as_one()
    {
        using var folder = new TemporaryFolder();
        new ByteTokenizer().Save(folder.Path);
        Assert.IsType<ByteTokenizer>(TokenizerFile.Load(folder.Path));
    }

    [Theory]
    [InlineData("{\"format\": \"pivot-tokenizer\", \"version\": 1,", "tokenizer.json:1: not JSON")]
    [InlineData("{\"words\": []}", "expected format \"pivot-tokenizer\" version 1")]
    [InlineData("{\"model\": {\"type\": \"BPE\"}}", "model: no `vocab`")]
    [InlineData("{\"format\": \"pivot-tokenizer\", \"version\": 1, \"kind\": \"word\", \"words\": [\"a\", \"a\"]}", "the word \"a\" occurs twice")]
    public void Another_file_is_an_error_that_names_it(string content, string message)
    {
        using var folder = new TemporaryFolder();
        folder.Write("tokenizer.json", content);
        Assert.Contains(message, Assert.Throws<DataException>(() => TokenizerFile.Load(folder.Path)).Message);
    }

    [Fact]
    public void A_missing_file_is_an_error_that_names_it()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("tokenizer.json: no such tokenizer file", Assert.Throws<DataException>(() => TokenizerFile.Load(folder.Path)).Message);
    }
}
