using Pivot.Runner.Queue.Views;
using Pivot.Runner.Store;

namespace Pivot.Runner.Dashboard.Routes;

/// <summary>
/// The files of a run's report in the store. What is asked for is not joined to a path and then judged: it must be one of few names in one of three
/// places, of a known kind, and a file itself and no link.
/// </summary>
internal sealed class ReportFolder(ArtifactStore store)
{
    private static readonly string[] Pages = ["report.html", "report.md"];
    private static readonly string[] Folders = ["figures", "tables"];

    private static readonly Dictionary<string, string> Types = new()
    {
        [".html"] = "text/html; charset=utf-8", [".md"] = "text/plain; charset=utf-8", [".png"] = "image/png", [".csv"] = "text/csv; charset=utf-8", [".tex"] = "text/plain; charset=utf-8",
    };

    /// <summary>Whether a run's report was written.</summary>
    public bool Has(RunView run) => Find(run, "report.html") is not null;

    /// <summary>A file of a run's report and its type, or null where there is none.</summary>
    public (string Path, string Type)? Find(RunView run, string name)
    {
        if (!IsName(run.Folder)) return null;
        var parts = name.Split('/');
        if (parts.Length == 1 ? !Pages.Contains(parts[0]) : parts.Length != 2 || !Folders.Contains(parts[0]) || !IsName(parts[1])) return null;
        if (!Types.TryGetValue(System.IO.Path.GetExtension(parts[^1]), out var type) || parts.Length == 2 && type.StartsWith("text/html", StringComparison.Ordinal)) return null;
        var folder = new DirectoryInfo(System.IO.Path.Combine(store.Runs, run.Folder));
        if (parts.Length == 2) folder = new DirectoryInfo(System.IO.Path.Combine(folder.FullName, parts[0]));
        var file = new FileInfo(System.IO.Path.Combine(folder.FullName, parts[^1]));
        return file.Exists && file.LinkTarget is null && folder.LinkTarget is null ? (file.FullName, type) : null;
    }

    private static bool IsName(string name) => name.Length is > 0 and <= 255 && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
