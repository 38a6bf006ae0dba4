using Pivot.Runner.Tests.EndToEnd;
using Pivot.Runner.Tests.Queue.Database;
using Pivot.Runner.Tests.Store.Remote;

namespace Pivot.Runner.Tests.Queue.Hosts;

/// <summary>Hosts that share nothing but a database and a bucket: each has its own cache, one is killed in the middle.</summary>
public sealed class BucketFleetTests(DatabaseFixture fixture)
{
    private static readonly string[] Small = ["--set", "seeds={ values: [0], from: post }", "--set", "stages.tell.steps=300"];

    [Fact]
    public void A_killed_hosts_stage_goes_on_on_another_machine_from_the_bucket()
    {
        var s3 = S3Server.Get();
        using var fleet = new TestFleet(fixture.Server, "many.yaml");
        var store = $"s3://{S3Server.Bucket}/fleet-{Guid.NewGuid():n}";
        foreach (var (name, value) in s3.Variables) fleet.Environment[name] = value;
        fleet.Environment["PIVOT_STORE"] = store;
        fleet.Environment["PIVOT_CACHE"] = Path.Combine(fleet.Folder, "cache-submitter");
        var run = fleet.Submit(Small);
        PivotProcess Host(string name)
        {
            fleet.Environment["PIVOT_CACHE"] = Path.Combine(fleet.Folder, $"cache-{name}");
            return fleet.Host(name);
        }
        var first = Host("first");
        fleet.Until(() => fleet.Database.Scalar<long?>("select progress_done from pivot.stage where stage = 'tell' and state = 'running'", default) > 100, TimeSpan.FromSeconds(90));
        // The upload of a checkpoint is given a moment: what was not uploaded is done again.
        Thread.Sleep(500);
        first.Kill();
        Host("second");
        fleet.Until(() => fleet.State(run) is not ("active" or "ending"), TimeSpan.FromMinutes(3));
        Assert.True(fleet.State(run) == "done", fleet.Failures);
        fleet.EachOnceAndInOrder(run, (int)fleet.Database.Scalar<long>("select count(*) from pivot.stage", default));
        Assert.Contains("lost", fleet.Database.Query("select a.outcome from pivot.attempt a join pivot.stage s using (run_id, key) where s.stage = 'tell'", r => r.GetString(0), default));
        // Somebody with an empty cache reads the report and the same results.
        fleet.Environment["PIVOT_CACHE"] = Path.Combine(fleet.Folder, "cache-reader");
        using (var report = PivotProcess.Start(fleet.Folder, fleet.Environment, ["report", "many"])) Assert.True(report.Wait() == 0, report.Output);
        var reader = Directory.GetDirectories(Path.Combine(fleet.Folder, "cache-second")).Single(d => Directory.Exists(Path.Combine(d, "stages")));
        var (quiet, here) = (fleet.Quiet(Small), TestFleet.Results(reader));
        // What the first host did alone is not in the second's cache, unless something there read it.
        Assert.InRange(here.Count, quiet.Count / 2, quiet.Count);
        Assert.All(here, file => Assert.Equal(quiet[file.Key], file.Value));
    }
}
