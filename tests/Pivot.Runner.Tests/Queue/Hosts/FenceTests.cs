using Pivot.Runner.Tests.EndToEnd;
using Pivot.Runner.Tests.Queue.Database;

namespace Pivot.Runner.Tests.Queue.Hosts;

/// <summary>A host that sleeps past its lease and wakes finds that its stage is another's, and writes nothing.</summary>
public sealed class FenceTests(DatabaseFixture fixture)
{
    // One stage that takes some ten seconds, with checkpoints.
    private static readonly string[] Long = ["--set", "stages.tell.steps=900", "--set", "stages.tell.checkpoint_every=20", "--set", "seeds={ values: [0], from: post }"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Stopped_past_its_lease_and_woken_it_writes_nothing(bool itsStageProcessToo)
    {
        using var fleet = new TestFleet(fixture.Server, "many.yaml");
        var run = fleet.Submit(Long);
        var old = fleet.Host("old");
        fleet.Until(() => Claim(fleet)?.Progress > 100, TimeSpan.FromSeconds(60));
        var (epoch, _) = Claim(fleet)!.Value;
        var child = Assert.Single(old.Children);
        old.Signal("STOP");
        if (itsStageProcessToo) PivotProcess.Signal(child, "STOP");
        fleet.Host("new");
        fleet.Until(() => Claim(fleet) is { } claim && claim.Epoch > epoch + 1 && claim.Progress > 100, TimeSpan.FromSeconds(60));
        // It went on from the checkpoint of the old one.
        Assert.Contains("epoch 1 is over", fleet.Output);
        var before = Directory.GetDirectories(Path.Combine(fleet.Store, "stages")).Length;
        old.Signal("CONT");
        if (itsStageProcessToo) PivotProcess.Signal(child, "CONT");
        fleet.Until(() => old.Output.Contains("fenced: "), TimeSpan.FromSeconds(30));
        Assert.Contains($"(epoch {epoch})", old.Output);
        Assert.DoesNotContain(Directory.GetDirectories(Path.Combine(fleet.Store, "stages")), d => Path.GetFileName(d) == fleet.Database.Scalar<string>("select key from pivot.stage where stage = 'tell'", default));
        Assert.True(Directory.GetDirectories(Path.Combine(fleet.Store, "stages")).Length >= before);
        fleet.Until(() => fleet.State(run) == "done", TimeSpan.FromSeconds(120));
        Assert.Equal(["lost", "done"], fleet.Database.Query("select a.outcome from pivot.attempt a join pivot.stage s using (run_id, key) where s.stage = 'tell' order by a.epoch", r => r.GetString(0), default));
        Assert.Equal(fleet.Quiet(Long), TestFleet.Results(fleet.Store));
    }

    [Fact]
    public void Asked_to_stop_a_host_hands_its_stage_back_at_a_checkpoint_and_the_next_goes_on_from_it()
    {
        using var fleet = new TestFleet(fixture.Server, "many.yaml");
        var run = fleet.Submit(Long);
        var first = fleet.Host("first");
        fleet.Until(() => Claim(fleet)?.Progress > 100, TimeSpan.FromSeconds(60));
        first.Signal("TERM");
        Assert.Equal(0, first.Wait());
        Assert.Contains("handed back: the host is being stopped", first.Output);
        var key = fleet.Database.Scalar<string>("select key from pivot.stage where stage = 'tell' and state = 'ready'", default);
        Assert.NotNull(key);
        fleet.Host("second");
        // Far below what a start from nothing would show first.
        fleet.Until(() => Claim(fleet)?.Progress is not null, TimeSpan.FromSeconds(60));
        Assert.True(Claim(fleet)!.Value.Progress > 100);
        fleet.Until(() => fleet.State(run) == "done", TimeSpan.FromSeconds(120));
        Assert.Equal(["handed_back", "done"], fleet.Database.Query("select a.outcome from pivot.attempt a join pivot.stage s using (run_id, key) where s.stage = 'tell' order by a.epoch", r => r.GetString(0), default));
        Assert.Equal(fleet.Quiet(Long), TestFleet.Results(fleet.Store));
    }

    private static (long Epoch, long? Progress)? Claim(TestFleet fleet) => fleet.Database.Query("select epoch, progress_done from pivot.stage where stage = 'tell' and state = 'running'",
        r => (r.GetInt64(0), r.IsDBNull(1) ? (long?)null : r.GetInt64(1)), default) is [var claim] ? claim : null;
}
