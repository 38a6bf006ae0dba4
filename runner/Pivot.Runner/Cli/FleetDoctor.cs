using Pivot.Runner.Queue.Database;
using Pivot.Runner.Queue.Schedules;
using Pivot.Runner.Queue.Views;
using Pivot.Runner.Store;

namespace Pivot.Runner.Cli;

/// <summary>The part of <c>pivot doctor</c> that looks at the fleet. A database that cannot be used is unfit; everything else is told, since it is not this machine's to mend.</summary>
internal static class FleetDoctor
{
    private static readonly TimeSpan MostSkew = TimeSpan.FromSeconds(5);

    /// <summary>Looks, and says whether the database can be used.</summary>
    public static bool Look(string connection)
    {
        using var database = new FleetDatabase(connection);
        try
        {
            var health = new FleetHealth(database);
            var pending = Migrations.Pending(database);
            Tell("server", $"PostgreSQL {health.ServerVersion(default).Split(' ')[0]}, {Migrations.Scripts.Count - pending.Count} of {Migrations.Scripts.Count} migrations done", pending.Count == 0);
            if (pending.Count > 0)
            {
                Console.Error.WriteLine("hint: pivot database migrate, as the tables' owner");
                return false;
            }
            var skew = health.ClockSkew(default);
            Tell("clock", $"{Math.Abs(skew.TotalSeconds):0.0} s {(skew < TimeSpan.Zero ? "before" : "after")} the database's", skew.Duration() < MostSkew);
            Fleet(database, health);
            return true;
        }
        catch (HostException e)
        {
            Tell("fleet", e.Message, false);
            return false;
        }
    }

    private static void Fleet(FleetDatabase database, FleetHealth health)
    {
        var view = new FleetView(database);
        var hosts = view.Hosts(default).Where(h => h.State != "gone").ToList();
        Tell("hosts", hosts.Count == 0 ? "none: pivot host" : $"{hosts.Count(h => h.State == "up")} of {hosts.Count} up", hosts.Any(h => h.State == "up"));
        foreach (var host in hosts.Where(h => h.State is not "up"))
            Tell("host", $"{host.Name} is {host.State}{(host.Cause is { } cause ? $": {cause}" : "")}, heard {Words.Duration(DateTimeOffset.UtcNow - host.SeenAt)} ago", host.State == "draining");
        Each("queue", view.Unserved(null, default).Select(q => q.ToString()));
        Each("run", health.Stuck(default));
        Each("schedule", health.Schedules(default).Concat(NotStarted(database)));
        Each("notice", health.Notifications(default));
    }

    private static IEnumerable<string> NotStarted(FleetDatabase database)
    {
        var rows = new ScheduleRows(database);
        var held = rows.Recurring(default);
        return rows.All(default).Where(s => s.Enabled).Select(s => held.TryGetValue(s.Id, out var error) ? error is null ? null : $"{s.Id}: Hangfire does not start it: {error}"
            : $"{s.Id}: no host has taken it up").OfType<string>();
    }

    private static void Each(string what, IEnumerable<string> problems)
    {
        foreach (var problem in problems) Tell(what, problem, false);
    }

    private static void Tell(string what, string text, bool well) => Console.WriteLine($"{what,-9} {text}: {(well ? "ok" : "look at this")}");
}
