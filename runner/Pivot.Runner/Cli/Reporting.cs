using Pivot.Dsl.Plans;
using Pivot.Runner.Reports;
using Pivot.Runner.Store;

namespace Pivot.Runner.Cli;

/// <summary>The one place where the commands have a report written.</summary>
internal static class Reporting
{
    /// <summary>Renders the report of a run from what is stored. Null where nothing has run yet.</summary>
    public static string? Write(Plan plan, ArtifactStore store, RunFolder run)
    {
        if (run.ReadRecord() is not { } record) return null;
        Report.Write(plan, record, store.Find, run.Path);
        return run.Report;
    }
}
