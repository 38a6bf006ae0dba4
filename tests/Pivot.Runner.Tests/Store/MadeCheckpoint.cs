using Pivot.Runner.Store;

namespace Pivot.Runner.Tests.Store;

/// <summary>Checkpoints as a training writes and removes them, without a training.</summary>
public static class MadeCheckpoint
{
    /// <summary>Writes a whole checkpoint; <paramref name="curves"/> replaces the curves, null leaves them.</summary>
    public static void Write(StageFolder folder, long step, string? curves, long bytes = 0)
    {
        if (curves is not null) File.WriteAllText(folder.Metrics, curves);
        var path = Path.Combine(folder.Resume, $"step-{step:d9}");
        Directory.CreateDirectory(path + ".tmp");
        File.WriteAllText(Path.Combine(path + ".tmp", "model.safetensors"), bytes == 0 ? $"model {step}" : new string('m', (int)bytes));
        File.WriteAllText(Path.Combine(path + ".tmp", "state.json"), $$"""{"step": {{step}}, "metrics_bytes": {{(File.Exists(folder.Metrics) ? new FileInfo(folder.Metrics).Length : 0)}}}""");
        Directory.Move(path + ".tmp", path);
    }

    public static void Remove(StageFolder folder, long step)
    {
        var path = Path.Combine(folder.Resume, $"step-{step:d9}");
        Directory.Move(path, path + ".removed.tmp");
        Directory.Delete(path + ".removed.tmp", recursive: true);
    }

    /// <summary>Writes what a finished stage has.</summary>
    public static void Finish(StageFolder folder)
    {
        folder.WriteScores(new Dictionary<string, double> { ["value"] = 1 });
        if (!File.Exists(folder.Metrics)) File.WriteAllText(folder.Metrics, "a\n");
    }

    public static IEnumerable<string> Files(StageFolder folder) =>
        Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder.Path, f)).Order(StringComparer.Ordinal);
}
