using Pivot.Dsl.Graphs;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Tests.Graphs;

public class StageCostTests
{
    private const string Arms = """
        arms:
          sft: {}
          dpo: { stages.post: { kind: dpo } }
        """;

    [Fact]
    public void Every_kind_has_a_cost_whether_or_not_its_data_was_counted()
    {
        var more = SpecText.With("""
              gradient: { kind: gradient_map, from: post, data: scenes.grounded }
              behind: { kind: linear_probe, from: post, data: scenes.objects, features: projector }
            """ + "\n" + Arms);
        foreach (var counts in new[] { null, new DataCounts(1000, 200, 9, 5) })
        {
            var plan = Plan(more, counts);
            Assert.Equal(StageKinds.All.Keys.Order(), plan.Nodes.Select(n => n.Spec.Kind).Distinct().Order());
            foreach (var node in plan.Nodes)
            {
                var cost = StageCosts.Of(node, plan);
                Assert.True(cost.StoredBytes >= 0 && cost.WorkingBytes >= cost.StoredBytes, node.Stage);
                // What is trained for so many steps has its number of rows from them; how long they are is assumed, and said.
                Assert.Equal(counts is null && node.Spec is not TrainingStageSpec, cost.Flops is null);
                Assert.Equal(counts is null && node.Spec is SftSpec or DpoSpec ? 256 : null, cost.AssumedTokens);
                if (counts is null) continue;
                Assert.True(cost.PeakMemory > 0 && cost.Samples > 0 && cost.Flops > 0, node.Stage);
            }
        }
    }

    [Fact]
    public void Steps_and_epochs_give_updates_samples_and_tokens()
    {
        var plan = Plan(SpecText.Base.Replace("steps: 12", "epochs: 2"), new DataCounts(1000, 0, 9, 0));
        var post = Cost(plan, "post");
        Assert.Equal(59, post.Updates); // 1000 rows less 50 held out, twice, by 32: 59.4
        Assert.Equal((59 * 32, 32), (post.Samples, post.EffectiveBatch));
        Assert.Equal(59 * 32 * 12, post.Tokens); // nine words and three marks
        Assert.Equal((60, 60 * 32 * ModelWidths.CaptionLength), (Cost(plan, "see").Updates, Cost(plan, "see").Tokens));
    }

    [Fact]
    public void A_frozen_tower_whose_features_are_stored_costs_nothing_and_is_not_trained()
    {
        var plan = Plan(SpecText.Base, new DataCounts(1000, 0, 9, 0));
        var align = Node(plan, "align");
        Assert.True(align.Parents.ContainsKey(ParentRoles.Features));
        var root = StageModules.Of(align, plan)!;
        Assert.Equal(0, root.Children[0].Flops);
        var cost = StageCosts.Of(align, plan);
        Assert.Equal(["vision_tower", "projector", "language_model"], cost.Components.Select(c => c.Name));
        Assert.Equal([0, cost.Components[1].Parameters, 0], cost.Components.Select(c => c.Trainable));
        // The projector is trained (three passes), the frozen language model behind it lets the gradient through (two); 50 rows are held out once.
        long projector = root.Children[1].Flops, language = root.Children[2].Flops;
        Assert.Equal((15.0 * 32 * ((3 * projector) + (2 * language))) + (50.0 * (projector + language)), cost.Flops);
    }

    [Fact]
    public void A_checkpoint_is_the_models_weights_and_a_running_one_the_moments_too()
    {
        var plan = Plan(SpecText.Base.Replace("steps: 12", "steps: 500"), new DataCounts(1000, 0, 9, 0));
        var post = Cost(plan, "post");
        Assert.Equal(post.Parameters, post.TrainableParameters);
        Assert.Equal(4 * post.Parameters, post.StoredBytes);
        Assert.Equal(2 * 12 * post.Parameters, post.WorkingBytes);
        Assert.Equal(4 * Cost(plan, "align").Parameters, Cost(plan, "align").WorkingBytes); // 15 steps come to no checkpoint
    }

    [Fact]
    public void Features_are_rows_times_patches_times_width()
    {
        var plan = Plan(SpecText.Base, new DataCounts(1000, 200, 9, 5));
        Assert.Equal(1200L * 36 * 96 * 4, Cost(plan, "segment.features").StoredBytes);
        Assert.Equal(1200L * 96 * 4, Cost(plan, "linear.features").StoredBytes);
    }

    [Fact]
    public void What_was_not_counted_stands_at_its_upper_bound_and_is_marked()
    {
        var plan = Plan(SpecText.Base, null);
        var post = Node(plan, "post");
        Assert.True(StageCosts.Of(post, plan).IsUpperBound);
        Assert.EndsWith(", <=8198]", StageModules.Of(post, plan)!.Output);
        Assert.False(StageCosts.Of(Node(plan, "linear"), plan).IsUpperBound);
        Assert.Null(StageCosts.Of(post, plan).Tokens);
        Assert.Equal(12 * 32, StageCosts.Of(post, plan).Samples);
    }

    private static StageCost Cost(Plan plan, string stage) => StageCosts.Of(Node(plan, stage), plan);

    private static PlanNode Node(Plan plan, string stage) => plan.Nodes.First(n => n.Stage == stage);

    // The counts are put on the nodes as a compiler with an inspector does.
    private static Plan Plan(string text, DataCounts? counts)
    {
        var plan = SpecFile.Plan(text);
        return counts is null ? plan : plan with { Nodes = [.. plan.Nodes.Select(n => n with { Counts = counts, VocabularySize = n.Model is null ? null : 100 })] };
    }
}
