using Pivot.Dsl.Plans;
using Pivot.Runner.Execution;
using Pivot.Runner.Store;

namespace Pivot.Runner.Cli;

/// <summary>The last lines of <c>pivot run</c>.</summary>
internal static class RunSummary
{
    /// <summary>Prints what was done, what failed and why, and where the report is.</summary>
    public static void Write(TextWriter to, Plan plan, RunRecord record, string? report)
    {
        var labels = new StageLabels(plan);
        foreach (var stage in record.Stages.Where(s => s.State == StageState.Failed))
            to.WriteLine($"failed  {labels.Of(plan[stage.Key])}: {stage.Cause}");
        int Count(StageState state) => record.Stages.Count(s => s.State == state);
        string[] parts =
        [
            $"{Count(StageState.Done)} run", $"{Count(StageState.Cached)} from the store",
            .. Some(Count(StageState.Failed), "failed"), .. Some(Count(StageState.Skipped), "skipped"),
            .. Some(Count(StageState.Interrupted), "interrupted"), .. Some(Count(StageState.Waiting), "not begun"),
        ];
        var took = (record.FinishedAt ?? DateTimeOffset.UtcNow) - record.StartedAt;
        to.WriteLine($"stages  {record.Stages.Count}: {string.Join(", ", parts)}, in {Words.Duration(took)}");
        if (report is not null) to.WriteLine($"report  {Path.GetRelativePath(Environment.CurrentDirectory, report)}");
        else if (Count(StageState.Interrupted) + Count(StageState.Waiting) > 0) to.WriteLine("The same command goes on from here.");
    }

    private static string[] Some(int n, string what) => n == 0 ? [] : [$"{n} {what}"];
}
