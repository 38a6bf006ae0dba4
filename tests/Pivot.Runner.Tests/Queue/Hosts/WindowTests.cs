using Microsoft.Extensions.Time.Testing;
using Pivot.Runner.Execution.Processes;
using Pivot.Runner.Queue.Database;
using Pivot.Runner.Queue.Hosts;
using Pivot.Runner.Tests.Queue.Database;

namespace Pivot.Runner.Tests.Queue.Hosts;

/// <summary>A sweep that may run at night only, under a clock that the test moves; the work is real.</summary>
public sealed class WindowTests(DatabaseFixture fixture, ITestOutputHelper output)
{
    private static readonly string[] ThreeArms =
        ["--set", "stages.post.steps=150", "--set", "arms.strict=null", "--set", "seeds={ values: [0, 1, 2], from: post }", "--set", "run.window=22:00-07:00", "--set", "schedule={ cron: \"0 22 * * *\", time_zone: Europe/Berlin }"];

    [Fact]
    public void It_stops_at_a_checkpoint_when_the_hours_end_and_goes_on_the_next_night_in_whole_seeds()
    {
        using var fleet = new TestFleet(fixture.Server, "many.yaml");
        var quiet = fleet.Quiet([.. ThreeArms.Take(6)]);
        var run = fleet.Submit(ThreeArms);
        // 21:59 in Berlin.
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 30, 20, 59, 0, TimeSpan.Zero));
        using var database = new FleetDatabase(fleet.Connection, TimeSpan.FromMinutes(1));
        using var host = new FleetHost(
            new HostSettings
            {
                Name = "night", Devices = [new HostDevice("cpu", 1L << 33), new HostDevice("cpu", 1L << 33)], Store = fleet.Store, Threads = 1, StageProcess = StageProcessStart.Info,
                Lease = TimeSpan.FromSeconds(5), Poll = TimeSpan.FromMilliseconds(100),
            }, database, TextWriter.Null, text => text, clock);
        using var stop = new CancellationTokenSource();
        var serving = new Thread(() => host.Run(stop.Token));
        serving.Start();
        try
        {
            Thread.Sleep(1500);
            Assert.Equal(0, fleet.Count(run, "done"));
            var random = new Random(5);
            var nights = 0;
            for (; fleet.State(run) is "active"; nights++)
            {
                Assert.True(nights < 200, fleet.Output);
                clock.Advance(TimeSpan.FromMinutes(2)); // 22:01
                Thread.Sleep(random.Next(1500, 4000));
                clock.SetUtcNow(clock.GetUtcNow().Date.AddDays(1).AddHours(6).AddMinutes(1)); // 07:01
                fleet.Until(() => fleet.Count(run, "running") == 0 && fleet.Count(run, "queued") == 0, TimeSpan.FromSeconds(20));
                var done = fleet.Count(run, "done");
                Whole(fleet, run);
                Thread.Sleep(500);
                Assert.Equal(done, fleet.Count(run, "done"));
                clock.SetUtcNow(clock.GetUtcNow().Date.AddHours(20).AddMinutes(59)); // 21:59
            }
            fleet.Until(() => fleet.State(run) == "done", TimeSpan.FromSeconds(60));
            var handedBack = fleet.Database.Scalar<long>("select count(*) from pivot.attempt where outcome = 'handed_back' and cause like '%run.window%'", default);
            output.WriteLine($"{nights} nights, {handedBack} stages handed back");
            Assert.True(nights > 1, "one night was enough");
            Assert.True(handedBack > 0, "nothing ran when the hours ended");
            fleet.EachOnceAndInOrder(run, (int)fleet.Count(run, "done"));
            Assert.Equal(quiet, TestFleet.Results(fleet.Store));
        }
        finally
        {
            stop.Cancel();
            serving.Join();
        }
    }

    // All arms of a seed are done, or none of a later one.
    private static void Whole(TestFleet fleet, Guid run)
    {
        var seeds = fleet.Database.Query("select count(*) filter (where state = 'done'), count(*) from pivot.stage where run_id = @run and gated group by rank order by rank",
            r => (Done: r.GetInt64(0), All: r.GetInt64(1)), default, ("run", run));
        Assert.Equal(3, seeds.Count);
        Assert.All(seeds.SkipWhile(s => s.Done == s.All).Skip(1), s => Assert.Equal(0, s.Done));
    }
}
