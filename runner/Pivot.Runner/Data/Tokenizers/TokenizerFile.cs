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
    private const string Pivot = "pivot";

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Loads the tokenizer that <see cref="Tokenizer.Save"/> wrote into a folder, or that a HuggingFace checkpoint has there.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="template">How conversations are written; null: as the tokenizer was saved, <c>pivot</c> for word and byte tokenizers.</param>
    /// <exception cref="DataException">There are no such files, they are broken, or the template does not go with the tokenizer.</exception>
    public static Tokenizer Load(string folder, string? template = null)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) return IsIn(folder) ? new CheckpointTokenizer(folder, template) : throw new DataException($"{path}: no such tokenizer file");
        var root = TokenizerFileReader.Json(path);
        if (root.IsObject && root.Find("format") is null && root.Find("model") is not null) return new CheckpointTokenizer(folder, template);
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
            { format: Format, version: 1, kind: Byte } => new ByteTokenizer { Template = template ?? Pivot },
            { format: Format, version: 1, kind: Word, words: { } words } => FromWords(path, words, template ?? Pivot),
            _ => throw new DataException(
                $"{path}: found format \"{content?.format}\" version {content?.version} kind \"{content?.kind}\"; " +
                $"expected format \"{Format}\" version 1 and kind \"{Word}\" (with words) or \"{Byte}\", or HuggingFace's format"),
        };
    }

    /// <summary>Names of the files that say what a folder's tokenizer does, ends of generation and chat template included; each may be missing.</summary>
    public static IReadOnlyList<string> Files => TokenizerFolder.Telling;

    /// <summary>Whether a folder has the files of a tokenizer, whatever they hold.</summary>
    public static bool IsIn(string folder)
    {
        bool Has(string name) => File.Exists(Path.Combine(folder, name));
        return Has(Name) || Has("tokenizer.model") || (Has("vocab.json") && Has("merges.txt"));
    }

    internal static void Write(string folder, string kind, string[]? words)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, Name), JsonSerializer.SerializeToUtf8Bytes(new Content(Format, 1, kind, words), Options));
    }

    private static WordTokenizer FromWords(string path, string[] words, string template)
    {
        try
        {
            return new WordTokenizer(words) { Template = template };
        }
        catch (ArgumentException problem)
        {
            throw new DataException($"{path}: {problem.Message}", problem);
        }
    }

    // Named as in the file.
    private sealed record Content(string format, int version, string kind, string[]? words);
}
