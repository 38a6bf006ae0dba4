using System.CommandLine;
using Npgsql;
using Pivot.Runner.Preflight;
using Pivot.Runner.Queue.Database;

namespace Pivot.Runner.Cli;

/// <summary>The fleet's database, for the commands that look after what runs.</summary>
internal static class FleetStorage
{
    /// <summary>The option. A password in it is refused: every user of the machine can read a process's arguments.</summary>
    public static Option<string?> Option()
    {
        var option = new Option<string?>("--storage")
        {
            Description = $"The fleet's database: Host=...;Database=...;Username=... without a password. Default: the variable {DatabaseCheck.Variable}, or the file that {DatabaseCheck.Variable}_FILE names.",
            HelpName = "CONNECTION",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { Length: > 0 } text && Problem(text) is { } problem) result.AddError(problem);
        });
        return option;
    }

    /// <summary>Does something with the database, which must be up to date.</summary>
    /// <exception cref="Store.HostException">No database is named, it does not answer, or it is not up to date.</exception>
    public static int Use(string? option, Func<FleetDatabase, int> act)
    {
        using var database = new FleetDatabase(Storage.Require(option));
        Migrations.Require(database);
        return act(database);
    }

    private static string? Problem(string text)
    {
        try
        {
            return string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(text).Password) ? null
                : $"--storage holds a password, which every user of this machine can read in the list of processes: set {DatabaseCheck.Variable}, or name a file with it by {DatabaseCheck.Variable}_FILE, or keep the password in ~/.pgpass";
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            return "--storage cannot be read; it looks like Host=db.example.org;Database=pivot;Username=me";
        }
    }
}
