using Pivot.Runner.Stages.Folders;

namespace Pivot.Runner.Cli;

/// <summary>The lines of a spec that name a checkpoint's folder.</summary>
internal static class FolderSnippet
{
    /// <summary>YAML, to be pasted.</summary>
    public static string Yaml(FolderReport report)
    {
        var folder = Quoted(report.Folder);
        var parts = report.Parts.Select(part => part.Name).ToHashSet();
        if (parts.Contains("projector")) return $"models:\n  base: {{ checkpoint: {folder} }}\n";
        var part = parts.Contains("vision_tower") ? "vision_tower" : "language_model";
        var arch = part == "vision_tower" ? Arch(report.ModelType!) : report.ModelType!;
        return $"models:\n  base:\n    {part}: {{ arch: {arch}, checkpoint: {folder} }}\n";
    }

    // siglip_vision_model, dinov2_with_registers: the spec's word is what they begin with.
    private static string Arch(string modelType) => modelType.Split('_')[0];

    // Where YAML may read a path otherwise, it is quoted.
    private static string Quoted(string path) => path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_')
        ? path
        : $"'{path.Replace("'", "''")}'";
}
