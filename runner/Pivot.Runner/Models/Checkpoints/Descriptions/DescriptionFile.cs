using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>The file config.json of a checkpoint folder.</summary>
internal static class DescriptionFile
{
    private const string FileName = "config.json";
    private const int MostBytes = 16_000_000;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <exception cref="CheckpointException">The folder has no readable one.</exception>
    public static DescriptionReader Read(string folder) => ReadWhole(folder).Reader;

    /// <summary>Reads it both ways: field by field, and as it stands.</summary>
    /// <exception cref="CheckpointException">The folder has no readable one.</exception>
    public static (DescriptionReader Reader, JsonObject Whole) ReadWhole(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) ? ReadFile(path) : throw new CheckpointException($"{folder} is not a checkpoint: it has no {FileName}");
    }

    /// <summary>Reads a file that is a JSON object.</summary>
    /// <exception cref="CheckpointException">It is not readable, or no object.</exception>
    public static (DescriptionReader Reader, JsonObject Whole) ReadFile(string path)
    {
        var text = BoundedFile.ReadText(path, MostBytes);
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            var root = document.RootElement.Clone();
            if (root.ValueKind != JsonValueKind.Object) throw new CheckpointException($"{path} is not a JSON object");
            return (new DescriptionReader(root, path), JsonObject.Create(root)!);
        }
        catch (JsonException error)
        {
            throw new CheckpointException($"{path} is not readable JSON ({error.Message})", error);
        }
    }

    /// <summary>Reads an object that was read before, or a part of one.</summary>
    public static DescriptionReader Reader(JsonObject config) => new(JsonSerializer.SerializeToElement(config), FileName);

    public static void Write(string folder, JsonObject description) => File.WriteAllBytes(Path.Combine(folder, FileName), Bytes(description));

    /// <summary>A description as Python's json writes it with an indent of 2.</summary>
    public static byte[] Bytes(JsonObject description) => Encoding.UTF8.GetBytes(description.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n");
}
