using Pivot.Dsl.Plans;
using Pivot.Runner.Store;

namespace Pivot.Runner.Cli;

/// <summary>The one place where the commands have a report written.</summary>
internal static class Reporting
{
    /// <summary>Renders the report of a run from what is stored. Null where none was written.</summary>
    public static string? Write(Plan plan, ArtifactStore store, RunFolder run)
    {
        // MERGE: Pivot.Runner.Reports.Report.Write(plan, store, run);
        return File.Exists(run.Report) ? run.Report : null;
    }
}
