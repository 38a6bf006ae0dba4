using Pivot.Runner.Tests.Queue.Database;

namespace Pivot.Runner.Tests.Queue.Hosts;

/// <summary>A host that can do nothing right loses a few attempts, no stage, and is quarantined; the others do the sweep.</summary>
public sealed class BadHostTests(DatabaseFixture fixture)
{
    private static readonly string[] Small = ["--set", "seeds={ values: [0, 1], from: post }"];

    [Fact]
    public void A_host_whose_disk_is_full()
    {
        DatabaseFixture.Require(OperatingSystem.IsLinux() && Environment.UserName == "root" ? null : "a full disk is made by mounting one, as root");
        using var fleet = new TestFleet(fixture.Server, "many.yaml");
        Directory.CreateDirectory(Path.Combine(fleet.Store, "work"));
        var run = fleet.Submit(Small);
        // In a name space of its own, so that this host alone sees the small disk.
        fleet.Host("full", ["unshare", "-m", "sh", "-c", $"mount -t tmpfs -o size=16k tmpfs {fleet.Store}/work && exec \"$@\"", "sh"], []);
        Ends(fleet, run, "full", "No space left");
    }

    [Fact]
    public void A_host_without_memory()
    {
        using var fleet = new TestFleet(fixture.Server, "many.yaml");
        var run = fleet.Submit([.. Small, "--set", "data.scenes.train=2000"]);
        // Stage processes inherit the limit; what a stage needs does not fit, the host itself does.
        fleet.Environment["DOTNET_GCHeapHardLimit"] = "0x800000";
        fleet.Host("poor");
        fleet.Environment.Remove("DOTNET_GCHeapHardLimit");
        Ends(fleet, run, "poor", "memory");
    }

    private static void Ends(TestFleet fleet, Guid run, string bad, string cause)
    {
        fleet.Until(() => fleet.Database.Scalar<long>("select count(*) from pivot.host where name = @bad", default, ("bad", bad)) == 1, TimeSpan.FromSeconds(60));
        fleet.Host("good");
        fleet.Until(() => fleet.State(run) is not ("active" or "ending"), TimeSpan.FromMinutes(3));
        Assert.True(fleet.State(run) == "done", fleet.Failures);
        fleet.EachOnceAndInOrder(run, (int)fleet.Database.Scalar<long>("select count(*) from pivot.stage where run_id = @run", default, ("run", run)));
        var failed = fleet.Database.Query("select a.cause from pivot.attempt a where a.host = @bad and a.outcome = 'failed'", r => r.GetString(0), default, ("bad", bad));
        Assert.InRange(failed.Count, 1, 3);
        Assert.All(failed, c => Assert.Contains(cause, c));
        Assert.Empty(fleet.Database.Query("select 1 from pivot.attempt where host = 'good' and outcome = 'failed'", r => 1, default));
    }
}
