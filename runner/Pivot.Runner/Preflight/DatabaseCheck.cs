using System.Net.Sockets;
using Npgsql;
using Pivot.Dsl.Diagnostics;
using Pivot.Runner.Store;

namespace Pivot.Runner.Preflight;

/// <summary>Whether the queue's database answers. The password is never part of what is said.</summary>
public static class DatabaseCheck
{
    /// <summary>The variable that names the database where <c>--storage</c> does not.</summary>
    public const string Variable = "PIVOT_STORAGE";

    private const int SecondsToAnswer = 3;

    /// <summary>
    /// The connection that a command uses and where it was said: <paramref name="option"/> if given, or the variable, or the file that <c>PIVOT_STORAGE_FILE</c>
    /// names; null for the queue in memory.
    /// </summary>
    /// <exception cref="HostException">The file cannot be read.</exception>
    public static (string Connection, string Source)? Locate(string? option) =>
        !string.IsNullOrEmpty(option) ? (option, "<--storage>")
        : SecretVariable.Read(Variable) is { } variable ? (variable, $"<{Variable}>")
        : null;

    /// <summary>Connects and asks one question.</summary>
    /// <param name="connection">Npgsql's connection text: <c>Host=...;Database=...;Username=...</c>.</param>
    /// <param name="source">Where it was said, as diagnostics call it.</param>
    /// <param name="bag">Receives an error where the database does not answer.</param>
    /// <returns>The database in words, without its password.</returns>
    public static string Check(string connection, string source, DiagnosticBag bag)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new NpgsqlConnectionStringBuilder(connection) { Timeout = SecondsToAnswer, CommandTimeout = SecondsToAnswer, Pooling = false };
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            // The message may repeat a piece of the text; the text itself is not shown, since any of it may be the password.
            bag.Error(DiagnosticCodes.DatabaseUnreachable, new SourceSpan(source, 1, 1, 1, 1), "", "the database's connection text cannot be read",
                "it looks like Host=db.example.org;Port=5432;Database=pivot;Username=me;Password=...");
            return "a database whose connection text cannot be read";
        }
        var shown = Shown(settings);
        if (Problem(settings) is not { } problem) return shown;
        bag.AddText(source, shown);
        bag.Error(DiagnosticCodes.DatabaseUnreachable, new SourceSpan(source, 1, 1, 1, shown.Length + 1), "",
            $"the queue's database cannot be reached at {settings.Host}:{settings.Port}, database '{settings.Database ?? settings.Username}': {problem.Why}", problem.Hint);
        return shown;
    }

    private static string Shown(NpgsqlConnectionStringBuilder settings)
    {
        var user = settings.Username is { Length: > 0 } name ? $";Username={name}" : "";
        return $"Host={settings.Host};Port={settings.Port};Database={settings.Database ?? settings.Username}{user}";
    }

    private static (string Why, string Hint)? Problem(NpgsqlConnectionStringBuilder settings)
    {
        if (string.IsNullOrEmpty(settings.Host)) return ("no host is named", "add Host=...");
        try
        {
            using var connection = new NpgsqlConnection(settings.ConnectionString);
            connection.Open();
            using var question = new NpgsqlCommand("SELECT 1", connection);
            question.ExecuteScalar();
            return null;
        }
        catch (PostgresException e)
        {
            return e.SqlState switch
            {
                PostgresErrorCodes.InvalidPassword => ($"the server knows no user '{settings.Username}' with this password", "correct Username and Password in the connection text"),
                PostgresErrorCodes.InvalidAuthorizationSpecification => ($"user '{settings.Username}' may not connect", "correct Username and Password, or the server's pg_hba.conf"),
                PostgresErrorCodes.InvalidCatalogName => ("there is no such database", $"make it: createdb {settings.Database}"),
                _ => ($"the server answers {e.SqlState}: {e.MessageText}", "look at the server's log"),
            };
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or TimeoutException or IOException or InvalidOperationException)
        {
            return Unreachable(e);
        }
    }

    private static (string Why, string Hint) Unreachable(Exception e)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }: return ("nothing listens there", "start the server, or correct Host and Port");
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }: return ("no such host is known", "correct Host");
                case TimeoutException: return ($"no answer in {SecondsToAnswer} s", "correct Host and Port, or open the way through the firewall");
            }
        }
        return (e.GetBaseException().Message.Trim().Split('\n')[0], "correct the connection text");
    }
}
