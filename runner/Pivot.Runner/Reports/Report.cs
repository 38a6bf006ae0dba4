using Pivot.Dsl.Plans;
using Pivot.Runner.Reports.Building;
using Pivot.Runner.Reports.Rendering;
using Pivot.Runner.Store;

namespace Pivot.Runner.Reports;

/// <summary>A run's report: stored results in, Markdown, HTML, figures and tables out. Never looks at a live model.</summary>
public static class Report
{
    /// <summary>
    /// Writes <c>report.md</c>, <c>report.html</c>, <c>figures/*.png</c>, <c>tables/*.csv</c> and <c>tables/*.tex</c>, replacing an earlier
    /// report there. The same plan, record and stored stages give the same bytes.
    /// </summary>
    /// <param name="plan">What was to be done.</param>
    /// <param name="record">What happened; a run that failed in part or is not finished is reported as far as it got.</param>
    /// <param name="find">The finished stage with a key, or null.</param>
    /// <param name="folder">Where to write; created if need be.</param>
    /// <param name="templateFolder">Folder of the templates, or null for the one beside the program.</param>
    /// <exception cref="ReportException">The template does not exist or has a mistake, or a stored file cannot be read.</exception>
    public static ReportFiles Write(
        Plan plan, RunRecord record, Func<string, CompletedStage?> find, string folder, string? templateFolder = null)
    {
        // Names and syntax of the template first: drawing takes seconds, and a mistake there should show at once.
        var templates = new TemplateFolder(templateFolder);
        var template = templates.Markdown(plan.Spec.Report.Template);
        folder = Path.GetFullPath(folder);
        var model = ReportBuilder.Build(plan, record, find, folder);
        var markdown = BlankLines.Squeeze(ReportTemplate.Render(template, model));
        var html = HtmlPage.Render(templates, model.Title, markdown);

        var figures = model.Figures.Select(f => Write(Path.Combine(folder, f.File), stream => stream.Write(f.Png))).ToList();
        var tables = new List<string>();
        foreach (var table in model.Tables)
        {
            tables.Add(Write(Path.Combine(folder, "tables", table.Name + ".csv"), CsvTable.Lines(table)));
            tables.Add(Write(Path.Combine(folder, "tables", table.Name + ".tex"), TexTable.Lines(table, model.Hash)));
        }
        if (model.Claims.Count > 0)
        {
            tables.Add(Write(Path.Combine(folder, "tables", ClaimTable.Name + ".csv"), ClaimTable.Csv(model.Claims)));
            tables.Add(Write(Path.Combine(folder, "tables", ClaimTable.Name + ".tex"), ClaimTable.Latex(model.Claims, model.Hash)));
        }
        RemoveOthers(Path.Combine(folder, "figures"), "*.png", figures);
        RemoveOthers(Path.Combine(folder, "tables"), "*.csv", tables);
        RemoveOthers(Path.Combine(folder, "tables"), "*.tex", tables);
        // The texts last: who finds them finds every file they name.
        return new ReportFiles(
            Write(Path.Combine(folder, "report.md"), [markdown.TrimEnd()]), Write(Path.Combine(folder, "report.html"), [html.TrimEnd()]), figures, tables);
    }

    private static string Write(string path, IEnumerable<string> lines)
    {
        AtomicFile.WriteLines(path, lines);
        return path;
    }

    private static string Write(string path, Action<Stream> write)
    {
        AtomicFile.Write(path, write);
        return path;
    }

    // A figure of an earlier report that this one does not draw would be taken for this one's.
    private static void RemoveOthers(string folder, string pattern, IReadOnlyCollection<string> written)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var stale in Directory.GetFiles(folder, pattern).Where(f => !written.Contains(f))) File.Delete(stale);
    }
}
