using Npgsql;
using Pivot.Runner.Queue.Database;

namespace Pivot.Runner.Queue.Ledger;

/// <summary>The end of a run: when its last stage has ended one host writes the report, then the run has ended and its notifications wait to be sent.</summary>
/// <param name="database">The fleet's database.</param>
/// <param name="lease">How long a report is its host's without being renewed.</param>
public sealed class RunEnding(FleetDatabase database, TimeSpan lease)
{
    /// <summary>Times a report may be begun: where it cannot be written the run ends without one.</summary>
    public const int MostReports = 3;

    /// <summary>Takes a run whose stages have all ended, to write its report; null where there is none. Whoever takes it renews it while the report is written.</summary>
    public EndingRun? Take(CancellationToken cancel) => database.Query("""
        with over as (
            select r.id from pivot.run r
             where r.format <= @format and ((r.state = 'active' and not exists (select 1 from pivot.stage s where s.run_id = r.id and s.state in ('blocked', 'ready', 'queued', 'running')))
                or (r.state = 'ending' and r.report_until < now()))
             limit 1 for update of r skip locked)
        update pivot.run r set state = 'ending', report_epoch = r.report_epoch + 1, report_until = now() + @lease, report_attempts = r.report_attempts + 1
          from over where r.id = over.id returning r.id, r.report_epoch, r.report_attempts, r.plan, r.folder, r.submitted_at
        """,
        r => new EndingRun(r.GetGuid(0), r.GetInt64(1), r.GetInt32(2), r.GetFieldValue<byte[]>(3), r.GetString(4), r.GetFieldValue<DateTimeOffset>(5)),
        cancel, ("format", StageClaims.Format), ("lease", lease)) is [var run] ? run : null;

    /// <summary>Keeps the report this host's.</summary>
    public void Renew(EndingRun run, CancellationToken cancel) => database.Execute(
        "update pivot.run set report_until = now() + @lease where id = @run and state = 'ending' and report_epoch = @epoch", cancel, ("run", run.Id), ("epoch", run.Epoch), ("lease", lease));

    /// <summary>Lets the report be tried again in a moment, by any host.</summary>
    public void PutBack(EndingRun run, CancellationToken cancel) => database.Execute(
        "update pivot.run set report_until = now() + interval '5 s' where id = @run and state = 'ending' and report_epoch = @epoch", cancel, ("run", run.Id), ("epoch", run.Epoch));

    /// <summary>Ends a run, if its report is still this host's to write, and puts its notifications into the outbox, in one transaction.</summary>
    /// <param name="run">The run, as it was taken.</param>
    /// <param name="problem">Why there is no report, or null.</param>
    /// <param name="cancel">Cancels the wait for the database.</param>
    /// <returns>How the run ended; null where another host has taken it.</returns>
    public string? End(EndingRun run, string? problem, CancellationToken cancel) => database.Query("""
        with ended as (
            update pivot.run r set finished_at = now(), report_until = null, cause = coalesce(r.cause, @problem),
                   state = case when r.stop = 'cancelled' then 'cancelled' when r.stop is not null then 'stopped'
                                when exists (select 1 from pivot.stage s where s.run_id = r.id and s.state in ('failed', 'skipped', 'cancelled')) then 'failed' else 'done' end
             where r.id = @run and r.state = 'ending' and r.report_epoch = @epoch
            returning r.id, r.state, r.generation, r.notify),
        told as (
            insert into pivot.notification (id, run_id, generation, receiver)
            select gen_random_uuid(), e.id, e.generation, n.receiver from ended e cross join lateral unnest(e.notify) n(receiver)
                on conflict (run_id, generation, receiver) do nothing)
        select state from ended
        """, r => r.GetString(0), cancel, ("run", run.Id), ("epoch", run.Epoch), ("problem", problem.OrNull())) is [var state] ? state : null;
}
