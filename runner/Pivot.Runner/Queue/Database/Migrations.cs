using System.Reflection;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Output;
using Hangfire.PostgreSql;
using Npgsql;
using Pivot.Runner.Store;

namespace Pivot.Runner.Queue.Database;

/// <summary>Brings the database's tables to what this program knows (DbUp, the scripts beside this file), and refuses tables of a newer program.</summary>
public static class Migrations
{
    private const string Journal = "migration";
    // Any number, the same in every program: one migration at a time.
    private const long AdvisoryLock = 0x5069766f744d6967;

    /// <summary>Names of the scripts this program has, in order.</summary>
    public static IReadOnlyList<string> Scripts { get; } = [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(IsScript).Order(StringComparer.Ordinal)];

    /// <summary>Makes the tables, or brings them up to date; does nothing where they are. Safe to be called by many programs at once.</summary>
    /// <exception cref="HostException">The tables are a newer program's, or this user may not make them.</exception>
    public static void Up(FleetDatabase database)
    {
        if (Pending(database).Count == 0) return;
        try
        {
            // Not from the pool: the lock is the session's.
            using var held = new NpgsqlConnection(database.ConnectionText);
            database.Retry(() =>
            {
                held.Open();
                return 0;
            }, CancellationToken.None);
            // Asked again and again and not waited for in the server: a waiting statement holds a snapshot, and Hangfire's `create index concurrently` waits for those.
            while (!TryLock(held)) Thread.Sleep(100);
            if (Pending(database).Count == 0) return;
            Execute(held, $"create schema if not exists {FleetDatabase.Schema}");
            var result = Upgrader(database).PerformUpgrade();
            if (!result.Successful) throw result.Error;
            PostgreSqlObjectsInstaller.Install(held, FleetDatabase.HangfireSchema);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new HostException($"this database user may not make or change the fleet's tables ({e.MessageText}): run `pivot database migrate` once as their owner", e);
        }
    }

    /// <summary>Scripts that are to be run yet.</summary>
    /// <exception cref="HostException">The tables are a newer program's.</exception>
    public static IReadOnlyList<string> Pending(FleetDatabase database)
    {
        var done = Done(database);
        if (done.Except(Scripts).ToList() is { Count: > 0 } unknown)
            throw new HostException($"the fleet's database was made by a newer program (it has {string.Join(", ", unknown.Select(Short))}, this one ends with {Short(Scripts[^1])}): use that program's version here");
        return [.. Scripts.Except(done)];
    }

    /// <summary>Takes what is needed for a command from a database that must be up to date.</summary>
    /// <exception cref="HostException">It is not.</exception>
    public static void Require(FleetDatabase database)
    {
        if (Pending(database).Count > 0) throw new HostException("the database holds no fleet's tables of this version: run `pivot database migrate` once as their owner, or start `pivot host`");
    }

    private static string[] Done(FleetDatabase database)
    {
        if (!database.Scalar<bool>($"select to_regclass('{FleetDatabase.Schema}.{Journal}') is not null", CancellationToken.None)) return [];
        return [.. database.Query($"select scriptname from {FleetDatabase.Schema}.{Journal}", r => r.GetString(0), CancellationToken.None)];
    }

    private static UpgradeEngine Upgrader(FleetDatabase database) => DeployChanges.To.PostgresqlDatabase(database.ConnectionText)
        .JournalToPostgresqlTable(FleetDatabase.Schema, Journal)
        .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), IsScript)
        .WithTransactionPerScript().WithVariablesDisabled().LogToNowhere().Build();

    private static bool IsScript(string resource) => resource.StartsWith("Pivot.Runner.Queue.Database.Scripts.", StringComparison.Ordinal);

    private static string Short(string script) => script.Replace("Pivot.Runner.Queue.Database.Scripts.", "", StringComparison.Ordinal);

    private static bool TryLock(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand($"select pg_try_advisory_lock({AdvisoryLock})", connection);
        return (bool)command.ExecuteScalar()!;
    }

    private static int Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteNonQuery();
    }
}
