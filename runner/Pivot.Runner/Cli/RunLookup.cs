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
        return exact.Length > 0 ? exact : all.Where(r => r.Name.StartsWith(text, StringComparison.Ordinal)).ToArray();
    }

    /// <summary>Every run of a store, by name.</summary>
    public static IReadOnlyList<RunFolder> All(ArtifactStore store) => !Directory.Exists(store.Runs)
        ? []
        : Directory.EnumerateDirectories(store.Runs).Select(d => new RunFolder(d)).Where(r => File.Exists(r.Plan))
            .OrderBy(r => r.Name, StringComparer.Ordinal).ToArray();
}
