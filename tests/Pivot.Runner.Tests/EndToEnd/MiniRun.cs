namespace Pivot.Runner.Tests.EndToEnd;

/// <summary>A folder with the mini spec, gone with the test.</summary>
internal sealed class MiniRun : IDisposable
{
    public const int Stages = 45;

    public string Folder { get; } = Directory.CreateTempSubdirectory("pivot-mini-").FullName;

    public MiniRun() => File.Copy(Path.Combine(AppContext.BaseDirectory, "EndToEnd", "mini.yaml"), Spec);

    public string Spec => Path.Combine(Folder, "mini.yaml");

    public string Store => Path.Combine(Folder, ".pivot");

    /// <summary>Every file a stage left behind but the two that tell when and how long, by path below the store, with its content.</summary>
    public SortedDictionary<string, byte[]> Results()
    {
        var root = Path.Combine(Store, "stages");
        var results = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(file) is "stage.json" or "manifest.json") continue;
            results[Path.GetRelativePath(root, file)] = File.ReadAllBytes(file);
        }
        return results;
    }

    public string Report => Directory.GetFiles(Path.Combine(Store, "runs"), "report.md", SearchOption.AllDirectories).Single();

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
