using Pivot.Runner.Store;

namespace Pivot.Runner.Cli;

/// <summary>Finds runs by what a person types.</summary>
internal static class RunLookup
{
    /// <summary>The runs a text may mean: a path, a full name, or the beginning of names.</summary>
    public static IReadOnlyList<RunFolder> Find(ArtifactStore store, string text)
    {
        if (File.Exists(Path.Combine(text, "plan.json"))) return [new RunFolder(Path.GetFullPath(text).TrimEnd(Path.DirectorySeparatorChar))];
        var all = All(store);
        var exact = all.Where(r => r.Name == text).ToArray();
        if (exact.Length == 0 && store.RemoteRuns().Where(n => n.StartsWith(text, StringComparison.Ordinal)).ToArray() is [var remote] && store.PullRun(remote)) return [new RunFolder(Path.Combine(store.Runs, remote))];
        return exact.Length > 0 ? exact : all.Where(r => r.Name.StartsWith(text, StringComparison.Ordinal)).ToArray();
    }

    /// <summary>The store that a run belongs to, which its own folder says: <c>ROOT/runs/NAME</c>.</summary>
    /// <param name="run">The run.</param>
    /// <param name="store">The store that was named.</param>
    public static ArtifactStore StoreOf(RunFolder run, ArtifactStore store)
    {
        var root = Path.GetDirectoryName(Path.GetDirectoryName(run.Path))!;
        return root == store.Root ? store : new ArtifactStore(root, Console.Error.WriteLine);
    }

    /// <summary>Every run of a store, by name.</summary>
    public static IReadOnlyList<RunFolder> All(ArtifactStore store) => !Directory.Exists(store.Runs)
        ? []
        : Directory.EnumerateDirectories(store.Runs).Select(d => new RunFolder(d)).Where(r => File.Exists(r.Plan))
            .OrderBy(r => r.Name, StringComparer.Ordinal).ToArray();
}
