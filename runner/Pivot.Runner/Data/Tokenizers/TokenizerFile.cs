using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pivot.Runner.Data.Tokenizers;

/// <summary>
/// <c>tokenizer.json</c> of our own: <c>{"format": "pivot-tokenizer", "version": 1, "kind": "word"|"byte", "words": [...]}</c>; the words of a
/// word tokenizer stand in the order of their ids, the first being <see cref="PivotTokens.Count"/>.
/// </summary>
public static class TokenizerFile
{
    /// <summary>The file's name in its folder.</summary>
    public const string Name = "tokenizer.json";

    internal const string Word = "word";
    internal const string Byte = "byte";
    private const string Format = "pivot-tokenizer";

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Loads the tokenizer that <see cref="Tokenizer.Save"/> wrote into a folder.</summary>
    /// <exception cref="DataException">There is no such file, or it is not one of ours.</exception>
    public static Tokenizer Load(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) throw new DataException($"{path}: no such tokenizer file");
        Content? content;
        try
        {
            content = JsonSerializer.Deserialize<Content>(File.ReadAllBytes(path));
        }
        catch (JsonException problem)
        {
            throw new DataException($"{path}:{problem.LineNumber + 1}: not a tokenizer file of this program: {problem.Message}", problem);
        }
        return content switch
        {
            { format: Format, version: 1, kind: Byte } => new ByteTokenizer(),
            { format: Format, version: 1, kind: Word, words: { } words } => FromWords(path, words),
            _ => throw new DataException(
                $"{path}: found format \"{content?.format}\" version {content?.version} kind \"{content?.kind}\"; " +
                $"expected format \"{Format}\" version 1 and kind \"{Word}\" (with words) or \"{Byte}\""),
        };
    }

    internal static void Write(string folder, string kind, string[]? words)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, Name), JsonSerializer.SerializeToUtf8Bytes(new Content(Format, 1, kind, words), Options));
    }

    private static WordTokenizer FromWords(string path, string[] words)
    {
        try
        {
            return new WordTokenizer(words);
        }
        catch (ArgumentException problem)
        {
            throw new DataException($"{path}: {problem.Message}", problem);
        }
    }

    // Named as in the file.
    private sealed record Content(string format, int version, string kind, string[]? words);
}
