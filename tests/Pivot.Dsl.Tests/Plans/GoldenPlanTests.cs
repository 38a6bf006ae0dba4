using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Plans.Forecasts;

namespace Pivot.Dsl.Tests.Plans;

/// <summary>The plan of the three-arm example, read by eye when it changes: every key in it is a promise that finished work is found again.</summary>
public class GoldenPlanTests
{
    private static readonly string Folder = GoldenFile.Folder();
    private static readonly Plan Plan = SpecFile.Plan(ExperimentCompiler.Compile(Path.Combine(Folder, "three-arms.yaml"), [], null));
    private static readonly Plan Counted = SpecFile.Plan(ExperimentCompiler.Compile(Path.Combine(Folder, "three-arms.yaml"), [], new CountingInspector()));

    [Fact]
    public void Text_is_as_it_was() => Matches(PlanText.Render(Plan, new PlanPage { IsCached = IsCached }), "txt");

    [Fact]
    public void Text_with_a_forecast_is_as_it_was_on_a_narrow_page() => Matches(PlanText.Render(Counted, Forecast(100, everything: false)), "100.txt");

    [Fact]
    public void Text_with_a_forecast_is_as_it_was_on_a_wide_page() => Matches(PlanText.Render(Counted, Forecast(160, everything: false)), "160.txt");

    [Fact]
    public void Json_is_as_it_was() => Matches(PlanJson.Render(Plan, new PlanPage { IsCached = IsCached }), "json");

    [Fact]
    public void Json_with_a_forecast_is_as_it_was() => Matches(PlanJson.Render(Counted, Forecast(100, everything: false)), "forecast.json");

    [Fact]
    public void Graph_is_as_it_was() => Matches(PlanMermaid.Render(Plan, new PlanPage { IsCached = IsCached }), "mmd");

    [Fact]
    public void Counts_are_those_worked_out_by_hand()
    {
        // A trial of sft: 11 stages + features of align, linear, knn, segment, reuse = 16; of dpo one more (reference); of none one less (post).
        Assert.Equal(3 * 16 + 3 * 17 + 3 * 15, Plan.StagesRequested);
        // Shared: see, align + its features, instruct = 4. A seed of sft: post, vqa, linear, knn, segment, gradient, reuse, reuse_vqa and
        // 3 features (linear and knn share) = 11. dpo: the same, and one reference for all seeds. none: vqa, linear, knn, gradient and 3 features
        // once; segment, reuse, reuse_vqa a seed.
        Assert.Equal(4 + 3 * 11 + 3 * 11 + 1 + 7 + 3 * 3, Plan.Nodes.Count);
        Assert.Equal(9, Plan.Trials.Count);
    }

    [Fact]
    public void Nodes_come_after_their_parents()
    {
        var seen = new HashSet<string>();
        foreach (var node in Plan.Nodes)
        {
            Assert.All(node.Parents.Values, parent => Assert.Contains(parent, seen));
            Assert.True(seen.Add(node.Key));
        }

        Assert.All(Plan.Trials.SelectMany(t => t.Stages.Values), key => Assert.Equal(key, Plan[key].Key));
    }

    private static PlanPage Forecast(int width, bool everything)
    {
        bool Cached(string key) => key == Counted.Nodes[0].Key;
        return new PlanPage
        {
            IsCached = Cached, Width = width, Everything = everything,
            Forecast = PlanForecast.Of(Counted, Cached, new CostTable(Counted).Of, new AssumedSpeeds("cpu", 2), workers: 1),
            Warnings =
            [
                new Diagnostic(DiagnosticCodes.Confound, Severity.Warning, default, "arms.dpo", "dpo reads 240 rows more than sft"),
                new Diagnostic(DiagnosticCodes.NoEffect, Severity.Warning, default, "stages.see", "not a confound: it stays on the error stream"),
            ],
        };
    }

    private static void Matches(string received, string ending) => GoldenFile.Matches(received, Path.Combine(Folder, $"three-arms.plan.expected.{ending}"));

    private static bool IsCached(string key) => key == Plan.Nodes[0].Key;
}
