using System.Text.Json;
using Pivot.Dsl.Graphs;
using Pivot.Dsl.Graphs.Rendering;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Plans.Printing;

namespace Pivot.Dsl.Tests.Graphs;

public class GraphRenderingTests
{
    private const string Arms = """
        arms:
          sft: {}
          dpo: { stages.post: { kind: dpo } }
          none: { stages.post: null }
        """;

    [Theory]
    [InlineData("see")]
    [InlineData("align")]
    [InlineData("linear")]
    [InlineData("segment")]
    public void A_graph_reads_as_it_did(string stage)
    {
        var plan = Plan();
        GoldenFile.Matches(GraphText.Render(Find(plan, stage), plan), Path.Combine(GoldenFile.Folder(), $"{stage}.graph.expected.txt"));
    }

    [Fact]
    public void A_flowchart_draws_alike_blocks_once()
    {
        var plan = Plan();
        var text = GraphMermaid.Render(Find(plan, "align"), plan);
        GoldenFile.Matches(text, Path.Combine(GoldenFile.Folder(), "align.graph.expected.mmd"));
        Assert.Equal(2, text.Split("(each of 4)").Length - 1);
    }

    [Fact]
    public void The_json_holds_every_block_and_the_cost()
    {
        var plan = Plan();
        using var json = JsonDocument.Parse(GraphJson.Render(Find(plan, "align"), plan));
        var tower = json.RootElement.GetProperty("root").GetProperty("children")[0];
        Assert.Equal("vision_tower", tower.GetProperty("name").GetString());
        Assert.Equal(4, tower.GetProperty("children")[0].GetProperty("children")[1].GetProperty("children")[0].GetProperty("children").GetArrayLength());
        var cost = json.RootElement.GetProperty("cost");
        Assert.Equal((15, 480), (cost.GetProperty("updates").GetInt64(), cost.GetProperty("samples").GetInt64()));
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(GraphJson.Render(Find(plan, "knn"), plan)).RootElement.GetProperty("root").ValueKind);
    }

    [Fact]
    public void A_stage_is_found_by_name_arm_or_key()
    {
        var plan = Plan();
        Assert.Equal("sft", Find(plan, "post").Spec.Kind);
        Assert.Equal("dpo", StageLookup.Find(plan, "post", "dpo", null, out _)[0].Spec.Kind);
        Assert.Equal("reference_log_probabilities", Find(plan, "post.reference").Spec.Kind);
        var see = Find(plan, "see");
        Assert.Same(see, Find(plan, see.Key[..8]));
        Assert.Equal("there is no stage 'pots'; did you mean 'post'?", Mistake(plan, "pots", null));
        Assert.Equal("there is no arm 'doo'; did you mean 'dpo'?", Mistake(plan, "post", "doo"));
        Assert.Equal("the arm 'none' leaves the stage 'post' out", Mistake(plan, "post", "none"));
    }

    [Theory]
    [InlineData(0, "0 FLOP")]
    [InlineData(999, "999 FLOP")]
    [InlineData(999_600, "1 MFLOP")]
    [InlineData(1.34e9, "1.34 GFLOP")]
    [InlineData(2.5e22, "25000 EFLOP")]
    public void Operations_read_well(double count, string text) => Assert.Equal(text, Amounts.Operations(count));

    private static string? Mistake(Plan plan, string stage, string? arm)
    {
        Assert.Empty(StageLookup.Find(plan, stage, arm, null, out var mistake));
        return mistake;
    }

    private static PlanNode Find(Plan plan, string stage) => StageLookup.Find(plan, stage, null, null, out _)[0];

    private static Plan Plan()
    {
        var plan = SpecFile.Plan(SpecText.With(Arms));
        var counts = new DataCounts(600, 100, 9, 7);
        return plan with { Nodes = [.. plan.Nodes.Select(n => n with { Counts = counts, VocabularySize = n.Model is null ? null : 412 })] };
    }
}
