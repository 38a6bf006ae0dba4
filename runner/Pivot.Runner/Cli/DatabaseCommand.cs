using System.CommandLine;
using Pivot.Runner.Preflight;
using Pivot.Runner.Queue.Database;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot database migrate|check|roles</c>: what the owner of the fleet's database does.</summary>
internal static class DatabaseCommand
{
    public static Command Build()
    {
        var storage = FleetStorage.Option();
        var migrate = new Command("migrate", "Makes the fleet's tables, or brings them up to date. To be run by their owner.") { storage };
        migrate.SetAction(parsed => Migrate(Storage.Require(parsed.GetValue(storage))));
        var checkStorage = FleetStorage.Option();
        var check = new Command("check", "Says whether the tables are this program's; ends with 3 where they are not.") { checkStorage };
        check.SetAction(parsed => Check(Storage.Require(parsed.GetValue(checkStorage))));
        var roles = new Command("roles", "Prints SQL that makes roles of least privilege for hosts, submitters and viewers: pivot database roles | psql ...");
        roles.SetAction(_ =>
        {
            Console.Write(DatabaseRoles.Sql());
            return ExitCodes.Done;
        });
        return new Command("database", "Looks after the fleet's database.") { migrate, check, roles };
    }

    private static int Migrate(string connection)
    {
        using var database = new FleetDatabase(connection);
        var pending = Migrations.Pending(database);
        Migrations.Up(database);
        Console.WriteLine(pending.Count == 0 ? $"up to date ({Migrations.Scripts.Count} migrations)" : $"{Words.Count(pending.Count, "migration")} done, {Migrations.Scripts.Count} in all");
        if (pending.Count > 0) Console.WriteLine("where hosts have roles of their own, grant them the new tables: pivot database roles | psql ...");
        return ExitCodes.Done;
    }

    private static int Check(string connection)
    {
        using var database = new FleetDatabase(connection);
        var pending = Migrations.Pending(database);
        Console.WriteLine(pending.Count == 0 ? $"up to date ({Migrations.Scripts.Count} migrations)" : $"{pending.Count} of {Migrations.Scripts.Count} migrations are to be run: pivot database migrate");
        return pending.Count == 0 ? ExitCodes.Done : ExitCodes.Unfit;
    }
}
