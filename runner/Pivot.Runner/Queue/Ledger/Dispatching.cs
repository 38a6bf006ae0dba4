using Pivot.Dsl.Specs.Units;
using Pivot.Runner.Queue.Database;

namespace Pivot.Runner.Queue.Ledger;

/// <summary>
/// Which stages are begun next. Between runs: the higher priority, then the run with fewer stages under way, then the one that has spent less. Within a
/// run: its own order (<c>turn</c>). A stage is taken only for a device that is free, so that the order is decided as late as it can be.
/// </summary>
/// <param name="database">The fleet's database.</param>
/// <param name="host">This host.</param>
/// <param name="lease">A host that was not seen for three leases is not there.</param>
public sealed class Dispatching(FleetDatabase database, HostIdentity host, TimeSpan lease)
{
    /// <summary>The runs that go on.</summary>
    public IReadOnlyList<OpenRun> OpenRuns(CancellationToken cancel) => database.Query(
        "select id, day_window, time_zone from pivot.run where state = 'active' and stop is null and not paused and format <= @format",
        row => new OpenRun(row.GetGuid(0), row.IsDBNull(1) ? null : DailyWindow.Parse(row.GetString(1)), TimeZoneInfo.FindSystemTimeZoneById(row.GetString(2))),
        cancel, ("format", StageClaims.Format));

    /// <summary>Takes stages that this host can do.</summary>
    /// <param name="runs">Runs whose hours it is.</param>
    /// <param name="queues">What the free devices serve.</param>
    /// <param name="count">Free devices.</param>
    /// <param name="cancel">Cancels the wait for the database.</param>
    public IReadOnlyList<ReadyStage> Take(IReadOnlyList<Guid> runs, IReadOnlyList<string> queues, int count, CancellationToken cancel) => runs.Count == 0 || count < 1 ? [] : database.Query("""
        with open as (
            select r.id, r.priority, r.spent_seconds, r.submitted_at, r.breadth_first,
                   (select count(*) from pivot.stage u where u.run_id = r.id and u.state in ('queued', 'running')) as under_way
              from pivot.run r where r.id = any(@runs) and r.state = 'active' and r.stop is null and not r.paused),
        near as (
            select o.*, c.key, c.turn, row_number() over (partition by o.id order by c.turn) as nth
              from open o cross join lateral (
                select s.key, s.turn from pivot.stage s
                 where s.run_id = o.id and s.state = 'ready' and s.queue = any(@queues) and (s.not_before is null or s.not_before <= now())
                   and not exists (select 1 from pivot.work w where w.key = s.key and w.lease_until > now())
                   and (s.avoid_host is distinct from @host or not exists (
                        select 1 from pivot.host h where h.id <> @host and h.state = 'up' and h.seen_at > now() - @stale and s.queue = any(h.queues)))
                   -- What completes a trial waits until the seeds before it are whole, so that whenever it stops, whole seeds are done.
                   and not (s.gated and o.breadth_first and exists (
                        select 1 from pivot.stage e where e.run_id = o.id and e.rank < s.rank and e.state in ('blocked', 'ready', 'queued', 'running')))
                 order by s.turn limit @count for update of s skip locked) c),
        taken as (
            select id, key from near order by priority desc, under_way + nth, spent_seconds, submitted_at, turn limit @count)
        update pivot.stage s set state = 'queued', queued_at = now(), job_id = null, host_id = @host from taken t where s.run_id = t.id and s.key = t.key and s.state = 'ready'
        returning s.run_id, s.key, s.queue
        """,
        row => new ReadyStage(row.GetGuid(0), row.GetString(1), row.GetString(2)),
        cancel, ("runs", runs.ToArray()), ("queues", queues.ToArray()), ("host", host.Id), ("count", count), ("stale", lease * 3));

    /// <summary>What this host handed to Hangfire and no host has begun yet.</summary>
    public IReadOnlySet<(Guid Run, string Key)> Handed(CancellationToken cancel) => database.Query(
        "select run_id, key from pivot.stage where state = 'queued' and host_id = @host", row => (row.GetGuid(0), row.GetString(1)), cancel, ("host", host.Id)).ToHashSet();

    /// <summary>Remembers the job that starts a stage, for whoever looks at Hangfire's page.</summary>
    public void Started(ReadyStage stage, string job, CancellationToken cancel) => database.Execute(
        "update pivot.stage set job_id = @job where run_id = @run and key = @key and state in ('queued', 'running')", cancel, ("run", stage.Run), ("key", stage.Key), ("job", job));

    /// <summary>Lets a stage that was taken be taken again at once: this host cannot do it after all.</summary>
    public void PutBack(Guid run, string key, bool avoid, CancellationToken cancel) => database.Execute(
        "update pivot.stage set state = 'ready', queued_at = null, host_id = null, avoid_host = case when @avoid then @host else avoid_host end where run_id = @run and key = @key and state = 'queued'",
        cancel, ("run", run), ("key", key), ("host", host.Id), ("avoid", avoid));
}
