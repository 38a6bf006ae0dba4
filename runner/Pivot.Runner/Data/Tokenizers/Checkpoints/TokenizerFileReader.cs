using System.Text.Json;
using System.Text.Unicode;

namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>Reads a tokenizer's files, which come from outside: sizes, UTF-8 and JSON are checked before anything is made of them.</summary>
internal static class TokenizerFileReader
{
    /// <summary>A file's bytes.</summary>
    /// <exception cref="DataException">The file is not there, or too large.</exception>
    public static byte[] Bytes(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists) throw new DataException($"{path}: no such tokenizer file");
        if (file.Length > TokenizerLimits.FileBytes)
            throw new DataException($"{path}: {file.Length:#,0} bytes; a tokenizer's files are read up to {TokenizerLimits.FileBytes:#,0}");
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>A file of text.</summary>
    /// <exception cref="DataException">It is not UTF-8.</exception>
    public static string Text(string path) => System.Text.Encoding.UTF8.GetString(Utf8Bytes(path).Span);

    /// <summary>A JSON file's root.</summary>
    /// <exception cref="DataException">It is not JSON.</exception>
    public static JsonPart Json(string path)
    {
        try
        {
            // Not disposed of: its parts are read later, and a copy of a large vocabulary would be a second one.
            return new JsonPart(path, JsonDocument.Parse(Utf8Bytes(path), new JsonDocumentOptions { AllowDuplicateProperties = false }).RootElement);
        }
        catch (JsonException problem)
        {
            throw new DataException($"{path}:{problem.LineNumber + 1}: not JSON: {problem.Message}", problem);
        }
    }

    private static ReadOnlyMemory<byte> Utf8Bytes(string path)
    {
        var bytes = Bytes(path);
        if (!Utf8.IsValid(bytes)) throw new DataException($"{path}: not UTF-8 text; fetch the file again or save it as UTF-8");
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        return bytes.AsSpan().StartsWith(mark) ? bytes.AsMemory(3) : bytes;
    }
}
