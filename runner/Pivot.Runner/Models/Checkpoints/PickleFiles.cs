namespace Pivot.Runner.Models.Checkpoints;

/// <summary>Torch's pickled checkpoints, which are programs and are never run here.</summary>
internal static class PickleFiles
{
    private static readonly string[] Endings = [".bin", ".pt", ".pth", ".ckpt", ".pkl"];

    /// <summary>The first pickled checkpoint in a folder, or null.</summary>
    public static string? FirstIn(string folder) => Directory.EnumerateFiles(folder)
        .Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Says why the file is not read and how to convert it.</summary>
    public static CheckpointException Refusal(string path) => new(
        $"{path} is a pickled checkpoint; reading one runs whatever program is in it, so only safetensors are read. Convert it once, in Python: "
        + "import torch; from safetensors.torch import save_file; "
        + $"weights = torch.load('{Path.GetFileName(path)}', weights_only=True); "
        + $"save_file({{k: v.contiguous().clone() for k, v in weights.items()}}, 'model.safetensors', metadata={{'format': 'pt'}})");
}
