using Pivot.Dsl.Plans;

namespace Pivot.Dsl.Tests.Plans;

/// <summary>A plan too large to be listed is still shown on a page.</summary>
public class LargePlanTests
{
    private static readonly Plan Plan = SpecFile.Plan(SpecText.With(
        $"arms: {{ sft: {{}}, {string.Join(", ", Enumerable.Range(0, 29).Select(i => $"a{i}: {{ stages.post.weight_decay: 0.{i + 10} }}"))} }}\n"
        + $"sweep: {{ grid: {{ stages.post.learning_rate: [{string.Join(", ", Enumerable.Range(1, 10).Select(i => $"{i}e-4"))}] }} }}"));

    [Fact]
    public void Tables_end_after_their_first_rows_and_say_how_many_there_are()
    {
        var text = PlanText.Render(Plan, new PlanPage { IsCached = _ => false });
        Assert.Contains("\na18 ", text);
        Assert.DoesNotContain("\na19 ", text);
        Assert.Contains("\nand 10 more\n", text);
        Assert.Contains("6e-4 and 4 more", text);
        Assert.Contains($"\n{Plan.Nodes.Count:#,0} nodes not listed; --all lists them\n", text);
        Assert.InRange(text.Split('\n').Length, 30, 100);
    }

    [Fact]
    public void All_of_it_is_listed_when_asked_for()
    {
        var text = PlanText.Render(Plan, new PlanPage { IsCached = _ => false, Everything = true });
        Assert.Contains("\na28 ", text);
        Assert.DoesNotContain(" more", text);
        Assert.All(Plan.Nodes, n => Assert.Contains("\n" + n.Key[..8], text));
    }

    [Fact]
    public void A_graph_of_many_nodes_has_a_box_a_stage()
    {
        var text = PlanMermaid.Render(Plan, new PlanPage { IsCached = key => key == Plan.Nodes[0].Key });
        Assert.Equal(GoldenFileText, text);
    }

    private const string GoldenFileText = """
        flowchart LR
          s0["see<br/>contrastive<br/>1 node"]:::done
          s1["align.features<br/>features<br/>1 node"]
          s2["align<br/>sft<br/>1 node"]
          s3["post<br/>sft<br/>300 nodes"]
          s4["vqa<br/>benchmark<br/>300 nodes"]
          s5["linear.features<br/>features<br/>300 nodes"]
          s6["linear<br/>linear_probe<br/>300 nodes"]
          s7["knn<br/>knn_probe<br/>300 nodes"]
          s8["segment.features<br/>features<br/>300 nodes"]
          s9["segment<br/>segmentation_probe<br/>300 nodes"]
          s0 --> s1
          s0 --> s2
          s1 -->|features| s2
          s2 --> s3
          s3 --> s4
          s3 --> s5
          s5 -->|features| s6
          s5 -->|features| s7
          s3 --> s8
          s8 -->|features| s9
          classDef done stroke-dasharray: 4 3

        """;
}
