using Npgsql;
using Pivot.Runner.Queue.Database;
using Pivot.Runner.Store;

namespace Pivot.Runner.Queue.Ledger;

/// <summary>Writes down how a failed attempt ended and what follows: another attempt, or a failed stage, what is skipped for it, and a run that has failed too often.</summary>
internal static class FailureEnding
{
    /// <summary>Ends the attempt; false where its epoch is not the present one, and then nothing was changed.</summary>
    public static bool End(NpgsqlConnection connection, FailedAttempt attempt, FailureDecision decision)
    {
        // The epoch moves on with the attempt's end, so that a host that is only slow writes nothing from here on.
        var owned = connection.Run("""
            update pivot.work w set lease_until = null, host_id = null, epoch = w.epoch + 1 from pivot.stage s
             where w.key = @key and w.epoch = @epoch and w.host_id = @host and s.run_id = @run and s.key = @key and s.state = 'running' and s.epoch = @epoch
            """, ("run", attempt.Run), ("key", attempt.Key), ("epoch", attempt.Epoch), ("host", attempt.Host));
        if (owned == 0) return false;
        connection.Run("""
            with attempt as (
                update pivot.attempt set ended_at = now(), outcome = @outcome, failure = @failure, cause = @cause where run_id = @run and key = @key and epoch = @epoch
                returning extract(epoch from now() - started_at) as seconds)
            update pivot.run r set spent_seconds = r.spent_seconds + attempt.seconds * r.gpus from attempt where r.id = @run
            """, ("run", attempt.Run), ("key", attempt.Key), ("epoch", attempt.Epoch), ("outcome", attempt.Outcome), ("failure", Word(attempt.Failure)), ("cause", attempt.Cause));
        if (decision is { Again: true, Counts: { } counts }) Again(connection, attempt, decision, counts);
        else Failed(connection, attempt);
        if (decision.BlamesHost) connection.Run("update pivot.host set quick_failures = quick_failures + 1 where id = @host", ("host", attempt.Host));
        if (decision.Absolves is { } cleared) connection.Run("update pivot.host set quick_failures = greatest(0, quick_failures - 1) where id = @host", ("host", cleared));
        return true;
    }

    /// <summary>The class as it stands in the tables: <c>out_of_memory</c>.</summary>
    public static string Word(FailureClass failure) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(failure.ToString());

    private static void Again(NpgsqlConnection connection, FailedAttempt attempt, FailureDecision decision, AttemptCounts counts)
    {
        connection.Run("""
            update pivot.stage s set host_id = null, queued_at = null, retries = @retries, losses = @losses, crashes = @crashes, host_failures = @host_failures,
                   halvings = @halvings, blamed_host = @blamed_host, avoid_host = case when @avoid then @host end, not_before = now() + @after, retried_after = @cause,
                   state = case when r.stop is null and not s.cancel_requested then 'ready' else 'cancelled' end,
                   ended_at = case when r.stop is null and not s.cancel_requested then null else now() end,
                   cause = case when s.cancel_requested then 'cancelled by a person' when r.stop is not null then r.cause end
              from pivot.run r where s.run_id = @run and s.key = @key and r.id = @run
            """,
            ("run", attempt.Run), ("key", attempt.Key), ("retries", counts.Retries), ("losses", counts.Losses), ("crashes", counts.Crashes),
            ("host_failures", counts.HostFailures), ("halvings", counts.Halvings), ("blamed_host", counts.BlamedHost.OrNull()), ("avoid", decision.AvoidHost), ("host", attempt.Host),
            ("after", decision.After), ("cause", attempt.Cause));
        connection.Run($"notify {Wakening.Channel}");
    }

    private static void Failed(NpgsqlConnection connection, FailedAttempt attempt)
    {
        connection.Run("update pivot.stage set state = 'failed', ended_at = now(), cause = @cause, failure = @failure where run_id = @run and key = @key",
            ("run", attempt.Run), ("key", attempt.Key), ("cause", attempt.Cause), ("failure", Word(attempt.Failure)));
        Skipping.SkipWhatNeeds(connection, attempt.Run, attempt.Key, "failed");
        // One after another: two last failures would else each count the other out.
        var (failed, most) = connection.Rows("""
            with run as (select id, max_failures from pivot.run where id = @run for update)
            select (select count(*) from pivot.stage where run_id = @run and state = 'failed'), max_failures from run
            """, r => (r.GetInt64(0), r.GetInt32(1)), ("run", attempt.Run))[0];
        if (failed >= most) RunControl.Stop(connection, attempt.Run, "failures", $"{failed} stages failed (run.max_failures): nothing more was begun");
    }
}
