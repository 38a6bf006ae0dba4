using System.Globalization;
using System.Text;
using Pivot.Dsl.Diagnostics;
using Pivot.Runner.Stages.Folders;

namespace Pivot.Runner.Cli;

/// <summary>What was found in a checkpoint's folder, as a person reads it.</summary>
internal static class FolderReportText
{
    public static string Render(FolderReport report)
    {
        var text = new StringBuilder();
        var kind = report.Kind is null ? "no model that is known" : $"{report.Kind} ({report.ModelType})";
        Line($"{report.Folder}: {kind}");
        foreach (var part in report.Parts)
            Line($"  {part.Name,-15} width {part.Width}{(part.Depth > 0 ? $", {Words.Count(part.Depth, "block")}" : "")}, {Millions(part.Parameters)} parameters");
        if (report.Files > 0)
            Line($"  {"weights",-15} {Millions(report.Parameters)} parameters, {string.Join(" and ", report.Types)}, {Gigabytes(report.Bytes)} in {Words.Count(report.Files, "file")}");
        foreach (var (name, digest) in report.Digests) Line($"  {"digest",-15} {digest}  ({name})");
        var errors = report.Diagnostics.Count(d => d.Severity == Severity.Error);
        if (errors > 0) Line($"not usable: {Words.Count(errors, "error")}");
        else text.Append("\nIn a spec:\n\n").Append(FolderSnippet.Yaml(report));
        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');
    }

    private static string Millions(long count) =>
        count >= 1_000_000 ? string.Create(CultureInfo.InvariantCulture, $"{count / 1e6:#,0.0} million") : count.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Gigabytes(long bytes) =>
        bytes >= 1_000_000_000 ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.00} GB") : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");
}
