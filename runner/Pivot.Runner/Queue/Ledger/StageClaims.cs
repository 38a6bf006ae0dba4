using Pivot.Runner.Execution;
using Pivot.Runner.Queue.Database;
using Pivot.Runner.Store;

namespace Pivot.Runner.Queue.Ledger;

/// <summary>
/// A host's rights to stages: taken by a claim, kept by renewals, given back by an ending. Each move is one transaction that checks the
/// epoch; a host whose epoch is not the present one changes nothing and is told so.
/// </summary>
/// <param name="database">The fleet's database.</param>
/// <param name="host">This host.</param>
/// <param name="lease">How long a claim holds without being renewed, by the database's clock.</param>
/// <param name="policy">What follows a failure.</param>
public sealed class StageClaims(FleetDatabase database, HostIdentity host, TimeSpan lease, FailurePolicy policy)
{
    /// <summary>Plans of a newer format are left to newer programs.</summary>
    public const int Format = 1;

    /// <summary>Takes a stage that is to be done; null where there is nothing to do any more, or another run's stage of the same key is being done.</summary>
    public ClaimedStage? Claim(Guid run, string key, string device, CancellationToken cancel) => database.Query("""
        with stage as materialized (
            select s.run_id, s.key from pivot.stage s join pivot.run r on r.id = s.run_id
             where s.run_id = @run and s.key = @key and s.state in ('ready', 'queued') and r.state = 'active' and r.stop is null and not r.paused and r.format <= @format
               for update of s),
        work as (
            insert into pivot.work as w (key, epoch, run_id, host_id, lease_until)
            select key, 1, run_id, @host, now() + @lease from stage
                on conflict (key) do update set epoch = w.epoch + 1, run_id = excluded.run_id, host_id = excluded.host_id, lease_until = excluded.lease_until
             where w.lease_until is null or w.lease_until < now()
            returning key, epoch),
        claimed as (
            update pivot.stage s set state = 'running', epoch = work.epoch, claims = s.claims + 1, host_id = @host, device = @device, claimed_at = now(), ended_at = null,
                   cause = null, failure = null, progress_done = null, progress_total = null, progress_unit = null, loss = null, rate = null, progressed_at = now()
              from work where s.run_id = @run and s.key = work.key
            returning s.*),
        attempt as (
            insert into pivot.attempt (run_id, key, epoch, host_id, host, device) select run_id, key, epoch, @host, @name, @device from claimed),
        begun as (
            update pivot.run set started_at = now() where id = @run and started_at is null and exists (select 1 from claimed))
        select c.epoch, c.label, c.kind, c.queue, c.node, c.content, c.work, c.retries, c.losses, c.crashes, c.host_failures, c.halvings, c.blamed_host,
               r.retries, r.timeout_seconds, r.out_of_memory = 'halve', extract(epoch from now() - c.queued_at)::float8,
               coalesce((select sum(extract(epoch from a.ended_at - a.started_at)) from pivot.attempt a where a.run_id = @run and a.key = c.key and a.ended_at is not null), 0)::float8
          from claimed c join pivot.run r on r.id = c.run_id
        """,
        row => new ClaimedStage
        {
            Run = run, Key = key, Epoch = row.GetInt64(0), Label = row.GetString(1), Kind = row.GetString(2), Queue = row.GetString(3), Node = row.GetString(4),
            Content = row.GetString(5), Work = row.IsDBNull(6) ? null : row.GetString(6),
            Counts = new AttemptCounts(row.GetInt32(7), row.GetInt32(8), row.GetInt32(9), row.GetInt32(10), row.GetInt32(11), row.IsDBNull(12) ? null : row.GetGuid(12)),
            RetriesAllowed = row.GetInt32(13), TimeoutSeconds = row.IsDBNull(14) ? null : row.GetDouble(14), MayHalve = row.GetBoolean(15),
            WaitedSeconds = row.IsDBNull(16) ? 0 : row.GetDouble(16), SpentSeconds = row.GetDouble(17),
        },
        cancel, ("run", run), ("key", key), ("host", host.Id), ("name", host.Name), ("device", device), ("lease", lease), ("format", Format)) is [var claimed] ? claimed : null;

    /// <summary>Keeps the right to a stage and tells how far it is.</summary>
    public Renewal Renew(ClaimedStage stage, StageProgress? progress, CancellationToken cancel)
    {
        var found = database.Query("""
            with work as (
                update pivot.work set lease_until = now() + @lease where key = @key and epoch = @epoch and host_id = @host returning key),
            kept as (
                update pivot.stage s set progress_done = coalesce(@done, s.progress_done), progress_total = coalesce(@total, s.progress_total),
                       progress_unit = coalesce(@unit, s.progress_unit), loss = coalesce(@loss, s.loss), rate = coalesce(@rate, s.rate),
                       progressed_at = case when @done is distinct from s.progress_done then now() else s.progressed_at end
                  from work where s.run_id = @run and s.key = work.key and s.state = 'running' and s.epoch = @epoch
                returning s.cancel_requested),
            point as (
                insert into pivot.curve_point (run_id, key, done, loss) select @run, @key, @done, @loss from kept where @loss is not null and @done is not null
                    on conflict do nothing)
            select k.cancel_requested, r.paused, r.stop from kept k join pivot.run r on r.id = @run
            """,
            row => new Renewal(false, row.GetBoolean(0) ? "cancelled by a person" : null, row.GetBoolean(1) ? "the run was paused" : row.IsDBNull(2) ? null : $"the run was stopped: {row.GetString(2)}"),
            cancel, ("run", stage.Run), ("key", stage.Key), ("epoch", stage.Epoch), ("host", host.Id), ("lease", lease),
            ("done", (progress?.Done).OrNull()), ("total", (progress?.Total).OrNull()), ("unit", (progress?.Unit).OrNull()), ("loss", Finite(progress?.Loss).OrNull()), ("rate", Finite(progress?.SamplesPerSecond).OrNull()));
        return found is [var renewal] ? renewal : new Renewal(true, null, null);
    }

    /// <summary>Whether results may be put into the store now: the right is still this host's, and is kept for another lease's length.</summary>
    public bool MayCommit(ClaimedStage stage, CancellationToken cancel) => database.Execute("""
        update pivot.work w set lease_until = now() + @lease from pivot.stage s
         where w.key = @key and w.epoch = @epoch and w.host_id = @host and s.run_id = @run and s.key = @key and s.state = 'running' and s.epoch = @epoch
        """, cancel, ("run", stage.Run), ("key", stage.Key), ("epoch", stage.Epoch), ("host", host.Id), ("lease", lease)) > 0;

    /// <summary>Ends a stage as done and makes ready what waited for it alone; false where the right was lost, and then nothing was changed.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="seconds">Seconds of work it took, all attempts together.</param>
    /// <param name="cached">Whether it was found done in the store.</param>
    /// <param name="cancel">Cancels the wait for the database.</param>
    public bool Done(ClaimedStage stage, double seconds, bool cached, CancellationToken cancel) => database.Scalar<bool>($"""
        {EndAttempt(cached ? "cached" : "done")},
        done as (
            update pivot.stage s set state = 'done', ended_at = now(), seconds = @seconds, cached = @cached, progress_done = s.progress_total from work
             where s.run_id = @run and s.key = work.key returning s.key),
        fit as (
            update pivot.host set quick_failures = 0 where id = @host and quick_failures > 0 and state = 'up'),
        below as (
            update pivot.stage c set missing = c.missing - 1, state = case when c.missing = 1 and c.state = 'blocked' then 'ready' else c.state end
              from pivot.dependency d, done where d.run_id = @run and d.parent = done.key and c.run_id = d.run_id and c.key = d.key
            returning c.state),
        told as (
            select pg_notify('{Wakening.Channel}', '') from (select 1 from below where state = 'ready' limit 1) one)
        select exists (select 1 from done) and (select count(*) from told) >= 0
        """, cancel, [.. Names(stage), ("cause", ((string?)null).OrNull()), ("seconds", seconds), ("cached", cached)]);

    /// <summary>Gives a stage back that was asked to stop: another host goes on from its checkpoint, unless the run is over.</summary>
    public bool HandBack(ClaimedStage stage, string why, CancellationToken cancel) => database.Scalar<bool>($"""
        {EndAttempt("handed_back")},
        back as (
            update pivot.stage s set host_id = null, queued_at = null,
                   state = case when r.stop is null and not s.cancel_requested then 'ready' else 'cancelled' end,
                   ended_at = case when r.stop is null and not s.cancel_requested then null else now() end,
                   cause = case when s.cancel_requested then 'cancelled by a person' when r.stop is not null then r.cause end
              from work, pivot.run r where s.run_id = @run and s.key = work.key and r.id = @run
            returning s.key, s.state),
        told as (
            select pg_notify('{Wakening.Channel}', '') from back where state = 'ready')
        select exists (select 1 from back) and (select count(*) from told) >= 0
        """, cancel, [.. Names(stage), ("cause", why)]);

    /// <summary>Ends an attempt that failed, as the policy says.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="failure">What ended it.</param>
    /// <param name="cause">One line for a person.</param>
    /// <param name="mayHalve">Whether the micro-batch may and can be halved once more.</param>
    /// <param name="cancel">Cancels the wait for the database.</param>
    /// <returns>What was decided; null where the right was lost.</returns>
    public FailureDecision? Fail(ClaimedStage stage, FailureClass failure, string cause, bool mayHalve, CancellationToken cancel) => database.Transaction<FailureDecision?>(connection =>
    {
        var others = connection.Rows(LiveHosts.OthersServe, r => r.GetBoolean(0), ("host", host.Id), ("queue", stage.Queue), ("stale", lease * 3))[0];
        var decision = policy.Decide(failure, stage.Counts, stage.RetriesAllowed, mayHalve, host.Id, others);
        return FailureEnding.End(connection, new FailedAttempt(stage.Run, stage.Key, stage.Epoch, host.Id, failure, cause, "failed"), decision) ? decision : null;
    }, cancel);

    // Frees the key and closes the attempt, if the epoch is the present one; what follows reads the row of `work`.
    private static string EndAttempt(string outcome) => $"""
        with work as (
            update pivot.work w set lease_until = null, host_id = null from pivot.stage s
             where w.key = @key and w.epoch = @epoch and w.host_id = @host and s.run_id = @run and s.key = @key and s.state = 'running' and s.epoch = @epoch
            returning w.key),
        attempt as (
            update pivot.attempt a set ended_at = now(), outcome = '{outcome}', cause = @cause from work where a.run_id = @run and a.key = work.key and a.epoch = @epoch
            returning extract(epoch from now() - a.started_at) as seconds),
        spent as (
            update pivot.run r set spent_seconds = r.spent_seconds + attempt.seconds * r.gpus from attempt where r.id = @run)
        """;

    private (string, object?)[] Names(ClaimedStage stage) =>
        [("run", stage.Run), ("key", stage.Key), ("epoch", stage.Epoch), ("host", host.Id)];

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
