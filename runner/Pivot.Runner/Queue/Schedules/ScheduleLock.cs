using Npgsql;
using Pivot.Runner.Queue.Database;

namespace Pivot.Runner.Queue.Schedules;

/// <summary>One occurrence of a schedule at a time over all hosts: a lock of the database's session, which ends with this process however that ends.</summary>
internal sealed class ScheduleLock : IDisposable
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(200);
    private readonly NpgsqlConnection _connection;

    private ScheduleLock(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Waits for it.</summary>
    public static ScheduleLock Take(FleetDatabase database, string schedule, CancellationToken cancel)
    {
        // Not from the pool: a connection that is closed must let go.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.ConnectionText) { Pooling = false }.ConnectionString);
        try
        {
            database.Retry(() =>
            {
                connection.Open();
                return 0;
            }, cancel);
            using var command = new NpgsqlCommand("select pg_try_advisory_lock(hashtextextended('pivot schedule ' || @id, 0))", connection) { Parameters = { new("id", schedule) } };
            while (!(bool)command.ExecuteScalar()!)
                if (cancel.WaitHandle.WaitOne(BetweenTries)) throw new OperationCanceledException(cancel);
            return new ScheduleLock(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();
}
