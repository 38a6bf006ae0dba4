using System.Collections.Concurrent;
using System.Globalization;
using NpgsqlTypes;
using Pivot.Runner.Queue.Database;
using Pivot.Runner.Queue.Ledger;

namespace Pivot.Runner.Queue.Hosts;

/// <summary>What a host tells: lines on its output at once, and those about a stage also in the database, a little later and many at a time.</summary>
/// <param name="to">The host's output.</param>
/// <param name="host">This host.</param>
/// <param name="redact">Takes secrets out of a line.</param>
public sealed class HostLog(TextWriter to, HostIdentity host, Func<string, string> redact)
{
    private const int MostWaiting = 10_000;
    private const int LongestLine = 2_000;
    private readonly ConcurrentQueue<Line> _waiting = new();
    private readonly Lock _lock = new();

    /// <summary>A line about the host.</summary>
    public void Tell(string text)
    {
        lock (_lock) to.WriteLine($"{DateTimeOffset.UtcNow.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)} {host.Name} {redact(text)}");
    }

    /// <summary>A line about a stage, on the output and in the database.</summary>
    public void Tell(ClaimedStage stage, string text)
    {
        Tell($"{stage.Label} [{stage.Key[..8]} epoch {stage.Epoch}] {text}");
        Keep(stage, text);
    }

    /// <summary>A line about a stage in the database alone.</summary>
    public void Keep(ClaimedStage stage, string text)
    {
        // With a database that is away for long the oldest lines go; they were printed.
        if (_waiting.Count >= MostWaiting) _waiting.TryDequeue(out _);
        var line = redact(text).Replace("\0", "", StringComparison.Ordinal);
        _waiting.Enqueue(new Line(stage.Run, stage.Key, stage.Epoch, DateTime.UtcNow, line.Length > LongestLine ? line[..LongestLine] + " ..." : line));
    }

    /// <summary>Writes the waiting lines into the database.</summary>
    public void Flush(FleetDatabase database, CancellationToken cancel)
    {
        var lines = new List<Line>();
        while (lines.Count < 1_000 && _waiting.TryDequeue(out var line)) lines.Add(line);
        if (lines.Count == 0) return;
        // Lines of runs that were removed meanwhile are dropped.
        database.Execute("""
            insert into pivot.log_line (run_id, key, epoch, host, at, text)
            select l.run_id, l.key, l.epoch, @host, l.at, l.text from unnest(@runs, @keys, @epochs, @times, @texts) l(run_id, key, epoch, at, text)
             where exists (select 1 from pivot.run r where r.id = l.run_id)
            """, cancel,
            ("host", host.Name), ("runs", lines.Select(l => l.Run).ToArray()), ("keys", lines.Select(l => l.Key).ToArray()), ("epochs", lines.Select(l => l.Epoch).ToArray()),
            ("times", new Npgsql.NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz, Value = lines.Select(l => l.At).ToArray() }), ("texts", lines.Select(l => l.Text).ToArray()));
    }

    private sealed record Line(Guid Run, string Key, long Epoch, DateTime At, string Text);
}
