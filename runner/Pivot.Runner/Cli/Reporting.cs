using Pivot.Dsl.Plans;
using Pivot.Runner.Reports;
using Pivot.Runner.Store;

namespace Pivot.Runner.Cli;

/// <summary>The one place where the commands have a report written.</summary>
internal static class Reporting
{
    /// <summary>Renders the report of a run from what is stored.</summary>
    /// <param name="plan">The run's plan.</param>
    /// <param name="store">Where its stages are.</param>
    /// <param name="run">Its folder, with its record.</param>
    /// <returns>Path of the report's text.</returns>
    /// <exception cref="ReportException">It cannot be written.</exception>
    public static string Write(Plan plan, ArtifactStore store, RunFolder run)
    {
        var record = run.ReadRecord() ?? throw new ReportException($"{run.Record} is missing: nothing of this plan was run yet");
        var report = Report.Write(plan, record, store.Find, run.Path).Markdown;
        store.PushRun(run);
        return report;
    }
}
