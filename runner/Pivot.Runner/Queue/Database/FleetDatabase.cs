using Npgsql;
using Pivot.Runner.Store;

namespace Pivot.Runner.Queue.Database;

/// <summary>
/// The fleet's database. Every statement goes through <see cref="Retry{T}"/>: a server that restarts, a lost connection and a deadlock are
/// waited for, so that callers see the answer or a mistake of ours. All statements are safe to be sent again (each checks the state it changes).
/// </summary>
public sealed class FleetDatabase : IAsyncDisposable, IDisposable
{
    /// <summary>Our tables' schema.</summary>
    public const string Schema = "pivot";

    /// <summary>Hangfire's tables' schema.</summary>
    public const string HangfireSchema = "hangfire";

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private long _statements;

    /// <summary>Opens nothing yet.</summary>
    /// <param name="connection">Npgsql's connection text.</param>
    /// <param name="patience">How long a server that does not answer is waited for before a call fails; the default is short, for commands.</param>
    public FleetDatabase(string connection, TimeSpan? patience = null)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        if (!settings.ContainsKey("Application Name")) settings.ApplicationName = "pivot";
        // A server that went away without a word must be noticed before a lease ends.
        if (settings.KeepAlive == 0) settings.KeepAlive = 10;
        if (settings.Timeout > 5) settings.Timeout = 5;
        ConnectionText = settings.ConnectionString;
        Patience = patience ?? TimeSpan.FromSeconds(10);
        Source = NpgsqlDataSource.Create(settings);
    }

    /// <summary>The connection text, password included: never to be shown.</summary>
    public string ConnectionText { get; }

    /// <summary>How long a server that does not answer is waited for.</summary>
    public TimeSpan Patience { get; }

    /// <summary>Connections.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>Calls made so far, for measurements: each is a statement or a batch sent in one round trip.</summary>
    public long Statements => Interlocked.Read(ref _statements);

    /// <summary>Runs a statement and gives its first column of its first row, or the default where there is no row or a null.</summary>
    public T? Scalar<T>(string sql, CancellationToken cancel, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var parameters = values.ToArray();
        return Retry(() =>
        {
            using var command = Command(sql, parameters);
            return command.ExecuteScalar() is { } found and not DBNull ? (T)found : default;
        }, cancel);
    }

    /// <summary>Runs a statement and gives the number of rows it changed.</summary>
    public int Execute(string sql, CancellationToken cancel, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var parameters = values.ToArray();
        return Retry(() =>
        {
            using var command = Command(sql, parameters);
            return command.ExecuteNonQuery();
        }, cancel);
    }

    /// <summary>Runs a query and reads each row.</summary>
    public IReadOnlyList<T> Query<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancel, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var parameters = values.ToArray();
        return Retry(() =>
        {
            using var command = Command(sql, parameters);
            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read()) rows.Add(read(reader));
            return rows;
        }, cancel);
    }

    /// <summary>Runs work in one transaction on one connection; it is done again from its beginning where the server asks for that.</summary>
    public T Transaction<T>(Func<NpgsqlConnection, T> work, CancellationToken cancel) => Retry(() =>
    {
        using var connection = Source.OpenConnection();
        using var transaction = connection.BeginTransaction();
        var result = work(connection);
        Interlocked.Increment(ref _statements);
        transaction.Commit();
        return result;
    }, cancel);

    /// <summary>Does something with the database, again and again while the server is away, for as long as <see cref="Patience"/>.</summary>
    /// <exception cref="HostException">The server did not answer in that time.</exception>
    /// <exception cref="OperationCanceledException">Cancelled while waiting.</exception>
    public T Retry<T>(Func<T> work, CancellationToken cancel)
    {
        var begun = TimeProvider.System.GetTimestamp();
        for (var pause = TimeSpan.FromMilliseconds(20); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return work();
            }
            catch (Exception e) when (IsTransient(e))
            {
                if (TimeProvider.System.GetElapsedTime(begun) > Patience)
                    throw new HostException($"the fleet's database does not answer: {e.GetBaseException().Message.Trim().Split('\n')[0]}", e);
                if (cancel.WaitHandle.WaitOne(pause)) throw new OperationCanceledException(cancel);
            }
        }
    }

    /// <summary>Whether the same call may succeed a little later: the server restarts, the connection broke, two transactions were in each other's way.</summary>
    public static bool IsTransient(Exception e) => e switch
    {
        PostgresException p => p.IsTransient || p.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow,
        NpgsqlException => true,
        TimeoutException or IOException or System.Net.Sockets.SocketException => true,
        // The pool was emptied while this connection was being opened.
        ObjectDisposedException => false,
        _ => false,
    };

    /// <inheritdoc/>
    public void Dispose() => Source.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private NpgsqlCommand Command(string sql, (string Name, object? Value)[] values)
    {
        Interlocked.Increment(ref _statements);
        var command = Source.CreateCommand(sql);
        foreach (var (name, value) in values) command.Add(name, value);
        return command;
    }
}
