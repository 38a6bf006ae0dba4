using Pivot.Runner.Queue.Database;

namespace Pivot.Runner.Queue.Ledger;

/// <summary>This host's row: that it is there, what it serves, and whether it may go on.</summary>
/// <param name="database">The fleet's database.</param>
/// <param name="host">This host.</param>
public sealed class HostRows(FleetDatabase database, HostIdentity host)
{
    /// <summary>Says that the host is there. Rows of its earlier processes on the same machine that were not seen for a day are removed.</summary>
    public void Arrive(string version, IReadOnlyList<string> devices, IReadOnlyList<string> queues, CancellationToken cancel) => database.Execute("""
        with old as (delete from pivot.host where seen_at < now() - interval '1 day')
        insert into pivot.host (id, name, process, version, devices, queues, state) values (@host, @name, @process, @version, @devices, @queues, 'up')
            on conflict (id) do nothing
        """, cancel, ("host", host.Id), ("name", host.Name), ("process", Environment.ProcessId), ("version", version), ("devices", devices.ToArray()), ("queues", queues.ToArray()));

    /// <summary>
    /// Says that the host is still there. One that failed <paramref name="mostFailures"/> stages in a row, each for what it lacks, is quarantined; after
    /// <paramref name="quarantine"/> it may try one stage again, and one more failure quarantines it anew.
    /// </summary>
    /// <remarks>A host that was blamed for what turned out to be a stage's own fault is free at once.</remarks>
    /// <returns>Why it is quarantined, or null; the second value is false where the host's row is gone.</returns>
    public (string? Quarantine, bool Known) Beat(int mostFailures, TimeSpan quarantine, CancellationToken cancel)
    {
        var found = database.Query("""
            update pivot.host h set seen_at = now(),
                   state = case when h.state in ('up', 'gone') and h.quick_failures >= @most then 'quarantined'
                                when h.state = 'quarantined' and (h.quarantined_at < now() - @quarantine or h.quick_failures < @most) then 'up'
                                when h.state = 'gone' then 'up' else h.state end,
                   quick_failures = case when h.state = 'quarantined' and h.quarantined_at < now() - @quarantine then least(h.quick_failures, @most - 1) else h.quick_failures end,
                   quarantined_at = case when h.state in ('up', 'gone') and h.quick_failures >= @most then now() else h.quarantined_at end,
                   cause = case when h.state in ('up', 'gone') and h.quick_failures >= @most then @most || ' stages in a row failed for what it lacks, the last one: ' || coalesce((
                                select a.cause from pivot.attempt a where a.host_id = h.id and a.outcome = 'failed' order by a.ended_at desc limit 1), 'unknown')
                                when h.state = 'quarantined' and (h.quarantined_at < now() - @quarantine or h.quick_failures < @most) then null else h.cause end
             where h.id = @host returning h.state, h.cause
            """, r => (State: r.GetString(0), Cause: r.Text("cause")), cancel, ("host", host.Id), ("most", mostFailures), ("quarantine", quarantine));
        return found is [var row] ? (row.State == "quarantined" ? row.Cause ?? "quarantined" : null, true) : (null, false);
    }

    /// <summary>Says that it takes no more stages.</summary>
    public void Drain(CancellationToken cancel) => database.Execute("update pivot.host set state = 'draining', seen_at = now() where id = @host", cancel, ("host", host.Id));

    /// <summary>Says that it has gone.</summary>
    public void Leave(CancellationToken cancel) => database.Execute("update pivot.host set state = 'gone', seen_at = now() where id = @host", cancel, ("host", host.Id));

    /// <summary>Marks hosts that were not seen for a while; one that wakes says so itself.</summary>
    public int MarkGone(TimeSpan silence, CancellationToken cancel) => database.Execute(
        "update pivot.host set state = 'gone' where state in ('up', 'draining') and seen_at < now() - @silence", cancel, ("silence", silence));
}
