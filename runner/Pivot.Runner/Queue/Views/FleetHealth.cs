using Pivot.Runner.Queue.Database;

namespace Pivot.Runner.Queue.Views;

/// <summary>What is not well with a fleet, each line for a person. Read only.</summary>
/// <param name="database">The fleet's database.</param>
public sealed class FleetHealth(FleetDatabase database)
{
    private static readonly TimeSpan Stillness = TimeSpan.FromMinutes(15);

    /// <summary>The database's clock minus this machine's, by half the time of the question inexact.</summary>
    public TimeSpan ClockSkew(CancellationToken cancel)
    {
        // The first question opens the connection.
        database.Scalar<int>("select 1", cancel);
        var (before, began) = (DateTimeOffset.UtcNow, TimeProvider.System.GetTimestamp());
        var there = new DateTimeOffset(database.Scalar<DateTime>("select clock_timestamp()", cancel), TimeSpan.Zero);
        return there - (before + TimeProvider.System.GetElapsedTime(began) / 2);
    }

    /// <summary>The server's version.</summary>
    public string ServerVersion(CancellationToken cancel) => database.Scalar<string>("show server_version", cancel)!;

    /// <summary>Runs in which nothing happens although something could: no stage runs, none ended of late, some are ready; or whose report nobody finishes.</summary>
    public IReadOnlyList<string> Stuck(CancellationToken cancel) => database.Query("""
        select r.folder, case r.state when 'ending' then 'its report is not finished'
               else 'stages are ready and none has begun since ' || to_char(greatest(r.submitted_at, last.at) at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC' end
          from pivot.run r cross join lateral (select max(greatest(ended_at, claimed_at, progressed_at)) as at, count(*) filter (where state in ('running')) as running,
                      count(*) filter (where state in ('ready', 'queued') and coalesce(not_before, now()) <= now()) as ready from pivot.stage s where s.run_id = r.id) last
         where r.state = 'active' and r.stop is null and not r.paused and r.day_window is null and last.running = 0 and last.ready > 0
                   and greatest(r.submitted_at, last.at) < now() - @still
            or r.state = 'ending' and r.report_until < now() - @still
         order by r.submitted_at
        """, r => $"{r.GetString(0)}: {r.GetString(1)}", cancel, ("still", Stillness));

    /// <summary>Schedules whose last occurrence had no run for a mistake.</summary>
    public IReadOnlyList<string> Schedules(CancellationToken cancel) => database.Query(
        "select id, last_outcome from pivot.schedule where enabled and last_outcome like 'not made%' order by id", r => $"{r.GetString(0)}: {r.GetString(1)}", cancel);

    /// <summary>Notifications of the last week that did not reach their receiver.</summary>
    public IReadOnlyList<string> Notifications(CancellationToken cancel) => database.Query("""
        select r.folder, case n.receiver when 'webhook' then 'webhook' else 'e-mail' end, coalesce(n.cause, '') from pivot.notification n join pivot.run r on r.id = n.run_id
         where n.state = 'failed' and n.created_at > now() - interval '7 days' order by n.created_at
        """, r => $"{r.GetString(0)}, {r.GetString(1)}: {r.GetString(2)}", cancel);
}
