using System.Text.Json;
using Pivot.Runner.Models.Checkpoints;
using TorchSharp;

namespace Pivot.Runner.Tests.Models;

/// <summary>Folders of reference data, found by what is in them: PIVOT_GOLDENS, or tests/goldens of the repository.</summary>
internal static class Goldens
{
    public static string Root => Environment.GetEnvironmentVariable("PIVOT_GOLDENS") is { Length: > 0 } given ? given : Own;

    public static bool AreOwn => Environment.GetEnvironmentVariable("PIVOT_GOLDENS") is not { Length: > 0 };

    private static string Own
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                var candidate = Path.Combine(folder.FullName, "tests", "goldens");
                if (Directory.Exists(candidate)) return candidate;
            }
            throw new DirectoryNotFoundException($"no tests/goldens above {AppContext.BaseDirectory}; set PIVOT_GOLDENS");
        }
    }

    /// <summary>Folders with reference outputs of one model type, relative to the root.</summary>
    public static IReadOnlyList<string> Folders(string modelType) =>
        [.. Directory.EnumerateFiles(Root, "golden.safetensors", SearchOption.AllDirectories)
            .Select(file => Path.GetDirectoryName(file)!).Where(folder => Matches(folder, modelType))
            .Select(folder => Path.GetRelativePath(Root, folder)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Theory(string modelType) => [.. Folders(modelType)];

    public static string Folder(string name) => Path.Combine(Root, name);

    public static Dictionary<string, torch.Tensor> Tensors(string name) => TensorFile.Load(Path.Combine(Folder(name), "golden.safetensors"));

    private static bool Matches(string folder, string modelType)
    {
        var path = Path.Combine(folder, "config.json");
        if (!File.Exists(path)) return false;
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = document.RootElement;
        return root.TryGetProperty("model_type", out var type) && type.GetString() == modelType;
    }
}
