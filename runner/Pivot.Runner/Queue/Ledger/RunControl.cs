using Npgsql;
using Pivot.Runner.Queue.Database;

namespace Pivot.Runner.Queue.Ledger;

/// <summary>What a person may do to runs, as changes of the ledger. Hosts see them when they next renew a lease or look for work.</summary>
public sealed class RunControl(FleetDatabase database) : IRunControl
{
    /// <inheritdoc/>
    public bool Cancel(Guid run, CancellationToken cancel) => database.Transaction(c => Stop(c, run, "cancelled", "cancelled by a person"), cancel);

    /// <inheritdoc/>
    public bool CancelStage(Guid run, string key, CancellationToken cancel) => database.Transaction(connection =>
    {
        const string cause = "cancelled by a person";
        // What runs is asked to stop; its host ends it.
        var asked = connection.Run("update pivot.stage set cancel_requested = true where run_id = @run and key = @key and state = 'running'", ("run", run), ("key", key));
        var ended = connection.Run(
            "update pivot.stage set state = 'cancelled', cause = @cause, ended_at = now() where run_id = @run and key = @key and state in ('blocked', 'ready', 'queued')",
            ("run", run), ("key", key), ("cause", cause));
        if (ended > 0) Skipping.SkipWhatNeeds(connection, run, key, "was cancelled");
        return asked + ended > 0;
    }, cancel);

    /// <inheritdoc/>
    public int Retry(Guid run, bool onlyFailed, CancellationToken cancel) => database.Transaction(connection =>
    {
        // Not while a report is written; the states are looked at under the run's lock.
        if (connection.Run("select 1 from pivot.run where id = @run and state <> 'ending' for update", ("run", run)) == 0) return 0;
        string[] states = onlyFailed ? ["failed", "skipped"] : ["failed", "skipped", "cancelled"];
        var again = connection.Run("""
            update pivot.stage set state = 'blocked', cause = null, failure = null, ended_at = null, retries = 0, losses = 0, crashes = 0, host_failures = 0,
                blamed_host = null, avoid_host = null, not_before = null, cancel_requested = false
             where run_id = @run and state = any(@states)
            """, ("run", run), ("states", states));
        if (again == 0) return 0;
        connection.Run("""
            update pivot.stage s set missing = open.parents, state = case when open.parents = 0 then 'ready' else 'blocked' end
              from (select b.key, (select count(*) from pivot.dependency d join pivot.stage p on p.run_id = d.run_id and p.key = d.parent
                                    where d.run_id = @run and d.key = b.key and p.state <> 'done')::int as parents
                      from pivot.stage b where b.run_id = @run and b.state = 'blocked') open
             where s.run_id = @run and s.key = open.key
            """, ("run", run));
        connection.Run("""
            update pivot.run set state = 'active', stop = null, cause = null, paused = false, finished_at = null, report_until = null, report_attempts = 0,
                generation = generation + case when state = 'active' then 0 else 1 end
             where id = @run
            """, ("run", run));
        connection.Run($"notify {Wakening.Channel}");
        return again;
    }, cancel);

    /// <inheritdoc/>
    public bool Pause(Guid run, CancellationToken cancel) => database.Execute("update pivot.run set paused = true where id = @run and state = 'active' and not paused", cancel, ("run", run)) > 0;

    /// <inheritdoc/>
    public bool Resume(Guid run, CancellationToken cancel) => database.Transaction(connection =>
    {
        if (connection.Run("update pivot.run set paused = false where id = @run and paused", ("run", run)) == 0) return false;
        connection.Run($"notify {Wakening.Channel}");
        return true;
    }, cancel);

    /// <inheritdoc/>
    public bool SetPriority(Guid run, int priority, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(priority);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(priority, 100);
        return database.Execute("update pivot.run set priority = @priority where id = @run and state = 'active'", cancel, ("run", run), ("priority", priority)) > 0;
    }

    /// <summary>Lets nothing more of a run begin, for a reason. The first reason stays.</summary>
    internal static bool Stop(NpgsqlConnection connection, Guid run, string stop, string cause)
    {
        if (connection.Run("update pivot.run set stop = @stop, cause = @cause, paused = false where id = @run and state = 'active' and stop is null",
            ("run", run), ("stop", stop), ("cause", cause)) == 0) return false;
        connection.Run("""
            update pivot.stage set state = 'cancelled', cause = @cause, ended_at = now() where run_id = @run and state in ('blocked', 'ready', 'queued')
            """, ("run", run), ("cause", cause));
        return true;
    }
}
