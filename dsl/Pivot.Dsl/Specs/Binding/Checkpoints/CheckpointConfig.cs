using System.Text.Json;

namespace Pivot.Dsl.Specs.Binding.Checkpoints;

/// <summary>config.json of a checkpoint in HuggingFace's format. The file is anyone's: its length and depth are bounded.</summary>
internal static class CheckpointConfig
{
    private const string FileName = "config.json";
    private const int MostBytes = 1 << 20; // published ones have a few kB

    /// <summary>The top of the file, or why it cannot be read. What its fields get wrong is noted in the map.</summary>
    /// <param name="folder">The checkpoint's folder, absolute; it is there.</param>
    public static (ConfigMap? Config, string? Problem) Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return (null, $"{folder} is not a checkpoint in HuggingFace's format: it has no {FileName}");
        try
        {
            if (new FileInfo(path).Length > MostBytes) return (null, $"{path} is larger than {MostBytes} bytes; it is no {FileName}");
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object ? (new ConfigMap(document.RootElement.Clone(), "", []), null) : (null, $"{path}: it is not an object");
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            return (null, $"{path} is not readable JSON ({problem.Message})");
        }
    }
}
