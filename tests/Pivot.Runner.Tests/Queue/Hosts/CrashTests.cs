using System.Globalization;
using Pivot.Runner.Tests.EndToEnd;
using Pivot.Runner.Tests.Queue.Database;

namespace Pivot.Runner.Tests.Queue.Hosts;

/// <summary>
/// Hosts and stage processes that are killed at any moment, a database that is stopped under them: every stage is done once, and comes out the same
/// to the bit. <c>PIVOT_CRASH_KILLS=100 PIVOT_CRASH_RESTARTS=10</c> runs the long form.
/// </summary>
public sealed class CrashTests(DatabaseFixture fixture, ITestOutputHelper output)
{
    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    [Fact]
    public void Killed_at_random_everything_is_done_once_and_to_the_same_bytes()
    {
        DatabaseFixture.Require(PostgresServer.Missing);
        _ = fixture;
        var (kills, restarts) = (Setting("PIVOT_CRASH_KILLS", 10), Setting("PIVOT_CRASH_RESTARTS", 1));
        string[] size = kills < 50 ? ["--set", "seeds={ values: [0, 1, 2], from: post }"] : [];
        using var server = PostgresServer.Create();
        using var fleet = new TestFleet(server, "many.yaml");
        var quiet = fleet.Quiet(size);
        var run = fleet.Submit(size);
        var stages = (int)fleet.Database.Scalar<long>("select count(*) from pivot.stage", default);
        var random = new Random(Setting("PIVOT_CRASH_SEED", 11));
        var hosts = Enumerable.Range(0, 3).Select(i => fleet.Host($"host{i}")).ToArray();
        var (killedHosts, killedStages, restarted) = (0, 0, 0);
        for (var deadline = DateTime.UtcNow.AddMinutes(30); fleet.State(run) is "active" or "ending";)
        {
            Assert.True(DateTime.UtcNow < deadline, fleet.Output);
            Thread.Sleep(random.Next(200, 1500));
            for (var i = 0; i < hosts.Length; i++) if (hosts[i].HasExited) hosts[i] = fleet.Host($"host{i}");
            if (killedHosts + killedStages >= kills) continue;
            var host = hosts[random.Next(hosts.Length)];
            if (random.Next(2) == 0)
            {
                host.Kill();
                killedHosts++;
            }
            else if (host.Children is [var child, ..] && PivotProcess.Signal(child, "KILL"))
            {
                killedStages++;
            }
            if (restarted < restarts && killedHosts + killedStages >= (restarted + 1) * kills / (restarts + 1))
            {
                server.Restart(TimeSpan.FromMilliseconds(random.Next(0, 3000)));
                restarted++;
            }
        }
        var lost = fleet.Database.Scalar<long>("select count(*) from pivot.attempt where outcome in ('lost', 'failed')", default);
        output.WriteLine($"{stages} stages, {killedHosts} hosts and {killedStages} stage processes killed, {restarted} restarts of PostgreSQL, {lost} attempts lost");
        Assert.True(fleet.State(run) == "done", fleet.Failures);
        fleet.EachOnceAndInOrder(run, stages);
        Assert.True(killedHosts + killedStages >= kills, $"the run was over after {killedHosts + killedStages} kills");
        Assert.Equal(restarts, restarted);
        Assert.Equal(quiet, TestFleet.Results(fleet.Store));
        Assert.True(File.Exists(Path.Combine(fleet.Store, "runs", fleet.Database.Scalar<string>("select folder from pivot.run", default)!, "report.html")));
        Assert.False(Directory.Exists(Path.Combine(fleet.Store, "work")) && Directory.EnumerateFiles(Path.Combine(fleet.Store, "work"), "*", SearchOption.AllDirectories).Any(), "work folders were left");
    }
}
