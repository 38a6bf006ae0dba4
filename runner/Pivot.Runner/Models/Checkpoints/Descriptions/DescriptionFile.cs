using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>The file config.json of a checkpoint folder.</summary>
internal static class DescriptionFile
{
    private const string FileName = "config.json";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <exception cref="CheckpointException">The folder has no readable one.</exception>
    public static DescriptionReader Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) throw new CheckpointException($"{folder} is not a checkpoint: it has no {FileName}");
        try
        {
            var root = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
            if (root.ValueKind != JsonValueKind.Object) throw new CheckpointException($"{path} is not a JSON object");
            return new DescriptionReader(root, path);
        }
        catch (Exception error) when (error is JsonException or IOException)
        {
            throw new CheckpointException($"{path} is not readable JSON ({error.Message})", error);
        }
    }

    public static void Write(string folder, JsonObject description)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, FileName), description.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n", new UTF8Encoding(false));
    }
}
