using Npgsql;
using Pivot.Runner.Queue.Database;

namespace Pivot.Runner.Queue.Ledger;

/// <summary>What depends on a stage that will not be done is skipped, with the reason; everything else goes on.</summary>
internal static class Skipping
{
    /// <summary>Skips everything that needs a stage, however far down.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="run">The run.</param>
    /// <param name="key">The stage that will not be done.</param>
    /// <param name="why">What became of it, as in "needs stage post (1a2b3c4d), which failed".</param>
    public static int SkipWhatNeeds(NpgsqlConnection connection, Guid run, string key, string why) => connection.Run("""
        with recursive below as (
            select key from pivot.dependency where run_id = @run and parent = @key
            union
            select d.key from pivot.dependency d join below b on d.parent = b.key where d.run_id = @run)
        update pivot.stage s set state = 'skipped', ended_at = now(),
               cause = 'needs stage ' || (select stage from pivot.stage where run_id = @run and key = @key) || ' (' || left(@key, 8) || '), which ' || @why
          from below b where s.run_id = @run and s.key = b.key and s.state in ('blocked', 'ready', 'queued')
        """, ("run", run), ("key", key), ("why", why));
}
