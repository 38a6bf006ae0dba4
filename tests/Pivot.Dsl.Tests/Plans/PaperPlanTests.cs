using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Graphs;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Plans.Forecasts;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Tests.Plans;

/// <summary>The paper's main comparison at its full size, on a machine that has nothing of it.</summary>
public class PaperPlanTests
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(GoldenFile.Folder(), "../../../experiments/paper"));
    private static readonly Compilation Compiled = ExperimentCompiler.Compile(Path.Combine(Folder, "llava-siglip2-qwen2.5.yaml"), [], new AbsentData());
    private static readonly Plan Plan = SpecFile.Plan(Compiled);

    [Fact]
    public void Its_plan_is_as_it_was()
    {
        var forecast = PlanForecast.Of(Plan, _ => false, new CostTable(Plan).Of, new AssumedSpeeds("cuda:0", 1), 1);
        var text = PlanText.Render(Plan, new PlanPage { IsCached = _ => false, Forecast = forecast, Warnings = [.. Compiled.Diagnostics] });
        GoldenFile.Matches(text.Replace(Folder, "PAPER"), Path.Combine(GoldenFile.Folder(), "paper.plan.expected.txt"));
    }

    [Fact]
    public void Everything_it_lacks_is_a_warning_and_nothing_is_an_error()
    {
        Assert.All(Compiled.Diagnostics, d => Assert.Equal((DiagnosticCodes.ToFetch, Severity.Warning), (d.Code, d.Severity)));
        Assert.Equal(2, Plan.ToFetch.Count(item => item.Command is not null));
        Assert.Equal(Plan.ToFetch.Count, Plan.ToFetch.DistinctBy(item => item.Path).Count());
    }

    /// <summary>By hand: 27 blocks of 15,239,504, embeddings 1,549,440, last norm 2,304, head 15,238,352; and 151,936 x 1,536 + 28 x 46,797,824 + 1,536, which is what the model card says.</summary>
    [Fact]
    public void Its_parameters_are_those_of_the_published_models()
    {
        var components = StageCosts.Of(Plan.Nodes.First(n => n.Stage == "post"), Plan).Components.ToDictionary(c => c.Name, c => c.Parameters);
        Assert.Equal((27L * 15_239_504) + 1_549_440 + 2_304 + 15_238_352, components["vision_tower"]);
        Assert.Equal(1_543_714_304, components["language_model"]);
        Assert.Equal((1152L * 1536) + 1536 + (1536 * 1536) + 1536, components["projector"]);
    }

    [Fact]
    public void Every_stage_fits_the_memory_that_it_asks_for()
    {
        var costs = new CostTable(Plan);
        Assert.All(Plan.Nodes, node => Assert.True(costs.Of(node).PeakMemory < Plan.Spec.Run!.Memory, $"{node.Stage}: {costs.Of(node).PeakMemory:#,0}"));
    }

    [Fact]
    public void The_encoder_is_read_a_block_early_and_put_frozen_into_a_new_model()
    {
        var post = Plan.Nodes.First(n => n.Stage == "post");
        Assert.Equal((-2, 576), (post.Model!.VisionTower.FeatureLayer, ModelWidths.ImageTokens(post.Model)));
        var again = Plan.Nodes.First(n => n.Stage == "reuse_align");
        Assert.Equal(post.Key, again.Parents[ParentRoles.VisionTower]);
        Assert.Equal(("plain", "qwen_1_5"), (again.Model!.Tokenizer.Template, Plan.Nodes.First(n => n.Stage == "reuse_full").Model!.Tokenizer.Template));
        Assert.Equal(["projector"], ((TrainingStageSpec)again.Spec).Train);
        Assert.DoesNotContain(Plan.Nodes, n => n.Stage == "reuse_align.features"); // 2.7 MB an image are made anew
    }
}
