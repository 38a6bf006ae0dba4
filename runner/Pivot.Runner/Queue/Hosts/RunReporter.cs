using System.Text.Json;
using Pivot.Dsl.Plans;
using Pivot.Runner.Execution;
using Pivot.Runner.Queue.Database;
using Pivot.Runner.Queue.Ledger;
using Pivot.Runner.Reports;
using Pivot.Runner.Store;

namespace Pivot.Runner.Queue.Hosts;

/// <summary>Writes what a run leaves in the store, out of the ledger and the stored stages: plan, claims, record and report, as <c>pivot run</c> does.</summary>
/// <param name="database">The fleet's database.</param>
/// <param name="store">Where the store is.</param>
/// <param name="log">Told of stored stages that are damaged.</param>
internal sealed class RunReporter(FleetDatabase database, string store, Action<string> log)
{
    /// <summary>Writes it.</summary>
    /// <returns>Why it could not be written, or null.</returns>
    public string? Write(EndingRun run, CancellationToken cancel)
    {
        try
        {
            var plan = PackedPlan.Unpack(run.Plan);
            var artifacts = ArtifactStore.Open(store, log);
            var folder = artifacts.Run(plan);
            folder.WritePlan(plan);
            folder.RegisterClaims(plan, run.SubmittedAt);
            var record = Record(run, plan, cancel);
            folder.WriteRecord(record);
            Report.Write(plan, record, artifacts.Find, folder.Path);
            artifacts.PushRun(folder);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever it is: the run has its results, and must end and be told of without the report.
            return $"its report could not be written: {e.Message}";
        }
    }

    private RunRecord Record(EndingRun run, Plan plan, CancellationToken cancel)
    {
        var stages = database.Query("""
            select key, stage, kind, state, cached, seconds, cause, retries + losses + crashes + host_failures, retried_after, claims from pivot.stage where run_id = @run order by ord
            """,
            r => new StageRecord(r.GetString(0), r.GetString(1), r.GetString(2), State(r.GetString(3), r.GetBoolean(4), r.GetInt32(9)), r.GetDouble(5), r.IsDBNull(6) ? null : r.GetString(6))
            {
                Retries = r.GetInt32(7), RetriedAfter = r.IsDBNull(8) ? null : r.GetString(8),
            }, cancel, ("run", run.Id));
        var started = database.Scalar<DateTime?>("select started_at from pivot.run where id = @run", cancel, ("run", run.Id));
        return new RunRecord
        {
            PlanHash = plan.Hash, StartedAt = started is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : run.SubmittedAt, FinishedAt = DateTimeOffset.UtcNow,
            Host = HostProbe.Current(), Stages = stages,
        };
    }

    private static StageState State(string state, bool cached, int claims) => state switch
    {
        "done" => cached ? StageState.Cached : StageState.Done,
        "failed" => StageState.Failed,
        "skipped" => StageState.Skipped,
        "cancelled" => claims > 0 ? StageState.Interrupted : StageState.Waiting,
        "running" => StageState.Running,
        _ => StageState.Waiting,
    };
}
