using System.Globalization;
using Pivot.Runner.Queue.Database;
using Pivot.Runner.Queue.Views;
using Pivot.Runner.Reports;
using Pivot.Runner.Store;

namespace Pivot.Runner.Queue.Notifications;

/// <summary>Makes a run's message out of the ledger and the stored results. Where there is no table the message says why and is sent all the same.</summary>
/// <param name="database">The fleet's database.</param>
/// <param name="store">Where the store is.</param>
internal sealed class MessageComposer(FleetDatabase database, string store)
{
    /// <summary>The variable that names the address of the fleet's pages.</summary>
    public const string DashboardVariable = "PIVOT_DASHBOARD_URL";

    /// <summary>Makes the message, or null where the run is gone.</summary>
    public NotificationMessage? Compose(Guid id, Guid run, CancellationToken cancel)
    {
        if (new FleetView(database).Run(run, cancel) is not { } seen) return null;
        var (table, problem) = Table(run, cancel);
        var state = seen.Live ? "retried" : seen.State;
        return new NotificationMessage
        {
            Id = id, Run = run, Name = OneLine(seen.Name), Folder = seen.Folder, State = state, Cause = seen.Cause is { } cause ? Redaction.Of(cause) : null, Question = seen.Question?.Trim(),
            Stages = seen.Stages, Summary = Summary(seen, state), Table = table, NoTable = problem,
            Report = Environment.GetEnvironmentVariable(DashboardVariable) is { Length: > 0 } root ? $"{root.TrimEnd('/')}/runs/{run}" : null,
        };
    }

    private (ResultTable? Table, string? Problem) Table(Guid run, CancellationToken cancel)
    {
        try
        {
            var plan = PackedPlan.Unpack(database.Scalar<byte[]>("select plan from pivot.run where id = @run", cancel, ("run", run)) ?? []);
            var artifacts = ArtifactStore.Open(store);
            var folder = artifacts.Run(plan);
            // Another host may have written it, into a store that this one sees through its cache.
            if (!File.Exists(folder.Record)) artifacts.PullRun(folder.Name);
            if (folder.ReadRecord() is not { } record) return (null, "the store holds no record of the run");
            var table = ResultTable.Of(plan, record, artifacts.Find);
            return table is { Rows.Count: > 0, Metrics.Count: > 0 } ? (table, null) : (null, "the plan compares nothing");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever it is, of the store, of a plan of another version, or a mistake of ours: the receiver learns that the run has ended.
            return (null, Redaction.Of($"the results could not be read: {OneLine(e.Message)}"));
        }
    }

    private static string Summary(RunView run, string state)
    {
        var counts = run.Stages.Present.Select(p => p.State == "done" && run.Cached > 0 ? $"{p.Count} done ({run.Cached} found in the store)" : $"{p.Count} {p.State}");
        var took = (run.FinishedAt ?? DateTimeOffset.UtcNow) - (run.StartedAt ?? run.SubmittedAt);
        var gpuHours = string.Create(CultureInfo.InvariantCulture, $"{run.SpentSeconds / 3600:0.##} device hours");
        return $"{state}: {run.Stages.Total} {(run.Stages.Total == 1 ? "stage" : "stages")}, {string.Join(", ", counts)}; {Time(took)}, {gpuHours}";
    }

    private static string Time(TimeSpan took) => took.TotalMinutes < 1 ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, took.TotalSeconds):0} s")
        : took.TotalHours < 1 ? $"{took.Minutes} min" : $"{(long)took.TotalHours} h {took.Minutes:00} min";

    // Names and messages stand in subjects and headers.
    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
