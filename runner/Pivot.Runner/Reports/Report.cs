using Pivot.Dsl.Plans;
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
        Plan plan, RunRecord record, Func<string, CompletedStage?> find, string folder, string? templateFolder = null) =>
        throw new NotImplementedException();
}
