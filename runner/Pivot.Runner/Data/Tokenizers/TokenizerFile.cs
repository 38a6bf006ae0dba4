using System.Text.Encodings.Web;
using System.Text.Json;
using Pivot.Runner.Data.Tokenizers.Checkpoints;

namespace Pivot.Runner.Data.Tokenizers;

/// <summary>
/// A tokenizer in its folder: <c>tokenizer.json</c> of our own, <c>{"format": "pivot-tokenizer", "version": 1, "kind": "word"|"byte", "words": [...]}</c>,
/// the words of a word tokenizer in the order of their ids, the first being <see cref="PivotTokens.Count"/>; or the files of a HuggingFace tokenizer.
/// </summary>
public static class TokenizerFile
{
    /// <summary>The file's name in its folder.</summary>
    public const string Name = "tokenizer.json";

    internal const string Word = "word";
    internal const string Byte = "byte";
    private const string Format = "pivot-tokenizer";

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Loads the tokenizer that <see cref="Tokenizer.Save"/> wrote into a folder, or that a HuggingFace checkpoint has there.</summary>
    /// <exception cref="DataException">There are no such files, or they are broken.</exception>
    public static Tokenizer Load(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) return IsAnother(folder) ? new CheckpointTokenizer(folder) : throw new DataException($"{path}: no such tokenizer file");
        var root = TokenizerFileReader.Json(path);
        if (root.IsObject && root.Find("format") is null && root.Find("model") is not null) return new CheckpointTokenizer(folder);
        Content? content;
        try
        {
            content = root.Element.Deserialize<Content>();
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw new DataException($"{path}: not a tokenizer file of this program: {problem.Message}", problem);
        }
        return content switch
        {
            { format: Format, version: 1, kind: Byte } => new ByteTokenizer(),
            { format: Format, version: 1, kind: Word, words: { } words } => FromWords(path, words),
            _ => throw new DataException(
                $"{path}: found format \"{content?.format}\" version {content?.version} kind \"{content?.kind}\"; " +
                $"expected format \"{Format}\" version 1 and kind \"{Word}\" (with words) or \"{Byte}\", or HuggingFace's format"),
        };
    }

    /// <summary>Digest of the files that make a folder's tokenizer, the ends of generation and the chat template included; empty where there is no such folder.</summary>
    /// <exception cref="DataException">A file is too large, or cannot be read.</exception>
    public static string Digest(string folder) => TokenizerFolder.Digest(folder);

    internal static void Write(string folder, string kind, string[]? words)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, Name), JsonSerializer.SerializeToUtf8Bytes(new Content(Format, 1, kind, words), Options));
    }

    private static bool IsAnother(string folder) =>
        File.Exists(Path.Combine(folder, "tokenizer.model")) || (File.Exists(Path.Combine(folder, "vocab.json")) && File.Exists(Path.Combine(folder, "merges.txt")));

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
