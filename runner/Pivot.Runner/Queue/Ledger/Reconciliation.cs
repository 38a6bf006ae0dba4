using Npgsql;
using Pivot.Runner.Queue.Database;
using Pivot.Runner.Store;

namespace Pivot.Runner.Queue.Ledger;

/// <summary>
/// Puts right what a crash left between two moves. Every host does this every few seconds; all of it may happen at the same time on all of them, and is
/// done once.
/// </summary>
/// <param name="database">The fleet's database.</param>
/// <param name="lease">How long a claim holds without being renewed.</param>
/// <param name="policy">What follows a lost attempt.</param>
public sealed class Reconciliation(FleetDatabase database, TimeSpan lease, FailurePolicy policy)
{
    /// <summary>Takes stages back from hosts that did not renew them; their epoch moves on, so that such a host, awake again, writes nothing.</summary>
    /// <returns>What was taken back, in words.</returns>
    public IReadOnlyList<string> TakeBackLost(CancellationToken cancel) => database.Transaction(connection =>
    {
        var lost = connection.Rows("""
            select s.run_id, s.key, s.epoch, w.host_id, s.label, s.retries, s.losses, s.crashes, s.host_failures, s.halvings, s.blamed_host, h.name
              from pivot.stage s join pivot.work w on w.key = s.key and w.epoch = s.epoch and w.run_id = s.run_id left join pivot.host h on h.id = w.host_id
             where s.state = 'running' and w.lease_until < now() and w.host_id is not null order by s.run_id, s.key for update of s, w skip locked
            """,
            r => (Run: r.GetGuid(0), Key: r.GetString(1), Epoch: r.GetInt64(2), Host: r.GetGuid(3), Label: r.GetString(4),
                Counts: new AttemptCounts(r.GetInt32(5), r.GetInt32(6), r.GetInt32(7), r.GetInt32(8), r.GetInt32(9), r.IsDBNull(10) ? null : r.GetGuid(10)),
                Name: r.IsDBNull(11) ? "a host" : r.GetString(11)));
        var told = new List<string>();
        foreach (var stage in lost)
        {
            var decision = policy.Decide(FailureClass.Lost, stage.Counts, 0, false, stage.Host, true);
            var cause = decision.Again ? $"host {stage.Name} was lost" : $"its host was lost {stage.Counts.Losses + 1} times while doing it";
            if (FailureEnding.End(connection, new FailedAttempt(stage.Run, stage.Key, stage.Epoch, stage.Host, FailureClass.Lost, cause, "lost"), decision))
                told.Add($"{stage.Label}: {cause}; epoch {stage.Epoch} is over");
        }
        return told;
    }, cancel);

    /// <summary>Lets stages be taken again that were handed to Hangfire and never begun: the host died in between, or the job was deleted or wiped.</summary>
    public int TakeBackQueued(CancellationToken cancel) => database.Execute(
        "update pivot.stage set state = 'ready', queued_at = null, host_id = null where state = 'queued' and queued_at < now() - @lease", cancel, ("lease", lease));

    /// <summary>Ends waiting stages of a run that was stopped while they were on their way back, and what waits for a stage that will not be done.</summary>
    public int EndStranded(CancellationToken cancel) => database.Transaction(connection =>
    {
        var ended = connection.Run("""
            update pivot.stage s set state = 'cancelled', cause = r.cause, ended_at = now() from pivot.run r
             where r.id = s.run_id and r.state = 'active' and r.stop is not null and s.state in ('blocked', 'ready', 'queued')
            """);
        foreach (var (run, key, state) in connection.Rows("""
            select distinct p.run_id, p.key, p.state from pivot.run r join pivot.stage s on s.run_id = r.id and s.state = 'blocked'
              join pivot.dependency d on d.run_id = s.run_id and d.key = s.key join pivot.stage p on p.run_id = d.run_id and p.key = d.parent
             where r.state = 'active' and p.state in ('failed', 'cancelled', 'skipped')
            """, r => (r.GetGuid(0), r.GetString(1), r.GetString(2))))
        {
            ended += Skipping.SkipWhatNeeds(connection, run, key, state == "cancelled" ? "was cancelled" : state == "skipped" ? "was skipped" : "failed");
        }
        return ended;
    }, cancel);

    /// <summary>Stops runs whose deadline has passed or whose budget is spent.</summary>
    /// <returns>What was stopped, in words.</returns>
    public IReadOnlyList<string> StopAtLimits(CancellationToken cancel) => database.Transaction(connection =>
    {
        var due = connection.Rows("""
            select r.id, r.name, r.deadline <= now(), r.budget_seconds from pivot.run r
             where r.state = 'active' and r.stop is null and (r.deadline <= now() or r.budget_seconds <= r.spent_seconds + coalesce((
                select sum(extract(epoch from now() - a.started_at)) from pivot.attempt a where a.run_id = r.id and a.ended_at is null), 0) * r.gpus)
               for update of r skip locked
            """, r => (Run: r.GetGuid(0), Name: r.GetString(1), Late: !r.IsDBNull(2) && r.GetBoolean(2), Budget: r.IsDBNull(3) ? 0 : r.GetDouble(3)));
        return due.Where(run => run.Late
                ? RunControl.Stop(connection, run.Run, "deadline", "its deadline has passed (run.deadline)")
                : RunControl.Stop(connection, run.Run, "budget", FormattableString.Invariant($"its budget of {run.Budget / 3600:0.###} gpu-hours is spent (run.budget)")))
            .Select(run => $"run {run.Name}: {(run.Late ? "its deadline has passed" : "its budget is spent")}").ToList();
    }, cancel);
}
