using Pivot.Dsl.Graphs;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Plans.Forecasts;
using Pivot.Dsl.Specs;
using Pivot.Runner.Preflight;
using Pivot.Runner.Store;
using Pivot.Runner.Tests.Store;

namespace Pivot.Runner.Tests.Preflight;

public class StoredSpeedsTests
{
    private static readonly StageCost Cost = new() { Components = [] };

    [Fact]
    public void A_twin_comes_before_others_of_its_kind_and_those_before_what_is_assumed()
    {
        using var temporary = new TemporaryStore();
        var twin = TestPlans.Node("twin");
        var other = TestPlans.Node("other") with { DataDigest = "d2" };
        Commit(temporary.Store, twin, flops: 100, seconds: 10);
        Commit(temporary.Store, other, flops: 100, seconds: 2);
        Commit(temporary.Store, TestPlans.Node("third") with { DataDigest = "d3" }, flops: 100, seconds: 1);
        var speeds = Speeds(temporary.Store);

        var longer = twin with { Key = TestPlans.Key("longer"), Spec = (SftSpec)twin.Spec with { Steps = 1000 } };
        Assert.Equal(new StageSpeed(10, "measured: the stage's twin in the store"), speeds.Of(longer, Cost));
        Assert.Equal(new StageSpeed(50, "measured: 3 stored stages of kind sft on this host"), speeds.Of(twin with { DataDigest = "d9" }, Cost));
        Assert.Equal(new StageSpeed(50, "measured: 3 stored stages of kind sft on this host"), speeds.Of(twin with { Spec = (SftSpec)twin.Spec with { Train = ["projector"] } }, Cost));
        Assert.Equal(new StageSpeed(7, "assumed"), speeds.Of(twin with { Spec = new BenchmarkSpec { Data = "scenes.test" } }, Cost));
    }

    [Fact]
    public void Other_hosts_devices_and_threads_tell_nothing_of_this_one()
    {
        using var temporary = new TemporaryStore();
        var node = TestPlans.Node("a");
        Commit(temporary.Store, node, flops: 100, seconds: 10);
        Assert.StartsWith("measured", Speeds(temporary.Store).Of(node, Cost).Basis);
        Assert.Equal("assumed", Speeds(temporary.Store, threads: 4).Of(node, Cost).Basis);
        Assert.Equal("assumed", Speeds(temporary.Store, TestPlans.Host with { Device = "cuda" }).Of(node, Cost).Basis);
        Assert.Equal("assumed", Speeds(temporary.Store, TestPlans.Host with { Processor = "another" }).Of(node, Cost).Basis);
    }

    [Fact]
    public void What_was_not_counted_or_is_no_stage_is_passed_over()
    {
        using var temporary = new TemporaryStore();
        var node = TestPlans.Node("a");
        Commit(temporary.Store, node, null, seconds: 10);
        Directory.CreateDirectory(temporary.Store.Folder("unfinished").Path);
        Directory.CreateDirectory(temporary.Store.Folder("damaged").Path);
        File.WriteAllText(Path.Combine(temporary.Store.Folder("damaged").Path, StageDescription.FileName), "{\"work\": {");
        Assert.Equal("assumed", Speeds(temporary.Store).Of(node, Cost).Basis);
    }

    private static void Commit(ArtifactStore store, PlanNode node, double? flops, double seconds)
    {
        store.RequireWritable();
        var folder = store.Begin(node);
        folder.WriteScores(new Dictionary<string, double> { ["loss"] = 1 });
        store.Commit(node, folder, seconds, TestPlans.Host, flops is { } n ? new StageWork(n, 10, 1, 2) : null);
    }

    private static StoredSpeeds Speeds(ArtifactStore store, HostInfo? host = null, int threads = 2) => new(store, host ?? TestPlans.Host, threads, new Assumed());

    private sealed class Assumed : IStageSpeeds
    {
        public string Device => "cpu";

        public StageSpeed Of(PlanNode node, StageCost cost) => new(7, "assumed");
    }
}
