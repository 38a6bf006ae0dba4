using Pivot.Dsl.Graphs;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Plans.Forecasts;

namespace Pivot.Dsl.Tests.Plans.Forecasts;

/// <summary>The arithmetic of a forecast, on costs made up so that every number can be worked out in the head.</summary>
public class ForecastTests
{
    private static readonly Plan Plan = SpecFile.Plan(SpecText.Base);

    [Fact]
    public void Seconds_are_operations_by_speed_and_add_up_over_what_is_not_done()
    {
        var forecast = Of(n => Cost(flops: 100));
        Assert.Equal(Plan.Nodes.Count * 10.0, forecast.Seconds);
        Assert.Equal(forecast.Seconds, forecast.WallSeconds);
        Assert.All(forecast.Stages.Values, s => Assert.Equal((10.0, "made up"), (s.Seconds, s.Basis)));
        Assert.Equal([new BasisCount("made up", Plan.Nodes.Count, forecast.Seconds)], forecast.Bases);

        var done = Plan.Nodes[0].Key;
        Assert.Equal(forecast.Seconds - 10, Of(n => Cost(flops: 100), key => key == done).Seconds);
        Assert.Equal(Plan.Nodes.Count, Of(n => Cost(flops: 100), key => key == done).Stages.Count);
    }

    [Fact]
    public void A_plan_that_is_all_done_takes_nothing()
    {
        var forecast = Of(n => Cost(flops: 100, stored: 5, memory: 7), _ => true);
        Assert.Equal((0.0, 0.0, 0L, 0L), (forecast.Seconds, forecast.WallSeconds, forecast.DiskBytes, forecast.PeakMemory));
        Assert.Null(forecast.Largest);
    }

    [Fact]
    public void With_workers_a_plan_takes_as_long_as_its_longest_chain_and_no_less_than_its_share()
    {
        // see -> align.features -> align -> post -> {vqa, features -> linear, knn, features -> segment}: a chain of six, ten nodes.
        Assert.Equal(10, Plan.Nodes.Count);
        Assert.Equal(100, Of(n => Cost(flops: 100)).WallSeconds);
        Assert.Equal(60, Of(n => Cost(flops: 100), workers: 3).WallSeconds);
        Assert.Equal(60, Of(n => Cost(flops: 100), workers: 50).WallSeconds);
        // Two workers: four in a row; then the two features (their chains are longer), then two of the four leaves, then the other two.
        Assert.Equal(70, Of(n => Cost(flops: 100), workers: 2).WallSeconds);
    }

    [Fact]
    public void What_was_not_counted_is_said_and_not_taken_for_nothing()
    {
        var forecast = Of(n => Cost(flops: n.Stage == "vqa" ? null : 100));
        Assert.Equal(1, forecast.Unknown);
        Assert.Null(forecast.Stages[Plan.Trials[0].Stages["vqa"]].Seconds);
        Assert.Contains("without 1 stage whose data was not counted", PlanText.Render(Plan, new PlanPage { IsCached = _ => false, Forecast = forecast, Width = 300 }));
    }

    [Fact]
    public void Memory_is_that_of_the_largest_stage_to_run_and_disk_holds_working_checkpoints_too()
    {
        var forecast = Of(n => Cost(flops: 1, stored: 10, memory: n.Stage == "post" ? 900 : 100, working: n.Stage == "see" ? 40 : n.Stage == "post" ? 60 : 0), workers: 2);
        Assert.Equal(("post", 900L), (forecast.Largest!.Stage, forecast.PeakMemory));
        Assert.Equal((10 * Plan.Nodes.Count) + 30 + 50, forecast.DiskBytes);
        Assert.Equal((10 * Plan.Nodes.Count) + 50, Of(n => Cost(flops: 1, stored: 10, working: n.Stage == "see" ? 40 : n.Stage == "post" ? 60 : 0)).DiskBytes);
    }

    [Fact]
    public void Equal_costs_are_counted_once_and_are_what_counting_each_gives()
    {
        using var file = new SpecFile();
        var sweep = SpecText.With("""
            sweep: { grid: { stages.see.learning_rate: [1e-3, 1e-4, 1e-5], stages.post.steps: [5, 6], stages.align.train: [[projector], [projector, language_model]] } }
            arms: { sft: {}, dpo: { stages.post: { kind: dpo, beta: 0.2 } }, wide: { models.nano.vision_tower.width: 128 } }
            seeds: 2
            """);
        var plan = SpecFile.Plan(ExperimentCompiler.Compile(file.Write("spec.yaml", sweep), [], new CountingInspector()));
        var table = new CostTable(plan);
        Assert.True(plan.Nodes.Count > 300, $"{plan.Nodes.Count} nodes");
        foreach (var node in plan.Nodes)
        {
            var (once, each) = (table.Of(node), StageCosts.Of(node, plan));
            Assert.Equal(each.Components, once.Components);
            Assert.Equal(each with { Components = [] }, once with { Components = [] });
        }

        Assert.InRange(table.Counted, 20, plan.Nodes.Count / 4);
    }

    [Fact]
    public void Assumed_speeds_grow_with_threads_and_name_what_they_rest_on()
    {
        var node = Plan.Nodes[0];
        var (one, four) = (new AssumedSpeeds("cpu", 1).Of(node, Cost(1)), new AssumedSpeeds("cpu", 4).Of(node, Cost(1)));
        Assert.Equal(4 * one.FlopsPerSecond, four.FlopsPerSecond);
        Assert.StartsWith("assumed: ", one.Basis);
        Assert.StartsWith("assumed: a GPU", new AssumedSpeeds("cuda:1", 4).Of(node, Cost(1)).Basis);
        Assert.Equal("cpu with 4 threads a stage", new AssumedSpeeds("cpu", 4).Device);
    }

    private static PlanForecast Of(Func<PlanNode, StageCost> cost, Func<string, bool>? isCached = null, int workers = 1) =>
        PlanForecast.Of(Plan, isCached ?? (_ => false), cost, new Speeds(), workers);

    private static StageCost Cost(double? flops, long stored = 0, long memory = 0, long working = 0) =>
        new() { Components = [], Flops = flops, StoredBytes = stored, PeakMemory = memory, WorkingBytes = working };

    private sealed class Speeds : IStageSpeeds
    {
        public string Device => "a made-up device";

        public StageSpeed Of(PlanNode node, StageCost cost) => new(10, "made up");
    }
}
