using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Tests.Plans;

public class HoistingTests
{
    [Fact]
    public void Probes_of_one_stage_share_its_features_under_the_first_ones_name()
    {
        var plan = SpecFile.Plan(SpecText.Base);
        var (linear, knn) = (Node(plan, "linear"), Node(plan, "knn"));
        Assert.Equal([ParentRoles.Features], linear.Parents.Keys);
        Assert.Equal(linear.Parents[ParentRoles.Features], knn.Parents[ParentRoles.Features]);
        Assert.Null(linear.Model);
        var features = plan[linear.Parents[ParentRoles.Features]];
        Assert.Equal("linear.features", features.Stage);
        Assert.Equal(("mean", "encoder", "post"), (((FeaturesSpec)features.Spec).Pooling, ((FeaturesSpec)features.Spec).Features, features.Spec.From));
        Assert.Null(features.Seed);
        Assert.Equal("patches", ((FeaturesSpec)plan[Node(plan, "segment").Parents[ParentRoles.Features]].Spec).Pooling);
    }

    [Fact]
    public void A_frozen_tower_is_read_once_for_training()
    {
        var plan = SpecFile.Plan(SpecText.Base);
        var align = Node(plan, "align");
        Assert.Equal([ParentRoles.From, ParentRoles.Features], align.Parents.Keys);
        var features = plan[align.Parents[ParentRoles.Features]];
        Assert.Equal(("see", "patches"), (features.Spec.From, ((FeaturesSpec)features.Spec).Pooling));
        Assert.Equal([ParentRoles.From], Node(plan, "post").Parents.Keys); // it trains the tower
    }

    [Fact]
    public void A_frozen_tower_that_no_stage_made_is_not_read_ahead_because_the_seed_makes_it()
    {
        var plan = SpecFile.Plan(SpecText.Base, "stages.align={from: null, model: nano}");
        Assert.Empty(Node(plan, "align").Parents);
    }

    [Fact]
    public void Encoder_features_come_from_the_last_stage_that_trained_the_tower()
    {
        var frozen = SpecFile.Plan(SpecText.Base, "stages.post.train=[language_model]");
        var features = frozen[Node(frozen, "linear").Parents[ParentRoles.Features]];
        Assert.Equal("see", features.Spec.From);
        var projector = SpecFile.Plan(SpecText.Base, "stages.post.train=[language_model]", "stages.linear.features=projector");
        Assert.Equal("align", projector[Node(projector, "linear").Parents[ParentRoles.Features]].Spec.From);
    }

    [Fact]
    public void Pretraining_does_not_depend_on_the_language_model_that_comes_after_it()
    {
        var (one, other) = (SpecFile.Plan(SpecText.Base), SpecFile.Plan(SpecText.Base, "models.nano.language_model.depth=2"));
        Assert.Equal(Node(one, "see").Key, Node(other, "see").Key);
        Assert.NotEqual(Node(one, "align").Key, Node(other, "align").Key);
    }

    [Fact]
    public void Projector_features_come_from_the_stage_that_made_the_projector_and_not_from_pretraining()
    {
        var plan = SpecFile.Plan(SpecText.Base, "stages.align.train=[language_model]", "stages.post.train=[language_model]", "stages.linear.features=projector");
        Assert.Equal("align", plan[Node(plan, "linear").Parents[ParentRoles.Features]].Spec.From);
    }

    [Fact]
    public void Dpo_reads_the_references_log_probabilities_from_a_stage_of_its_own()
    {
        var plan = SpecFile.Plan(SpecText.Base, "stages.post.kind=dpo");
        var post = Node(plan, "post");
        var reference = plan[post.Parents[ParentRoles.Reference]];
        Assert.Equal(("post.reference", "align", "scenes.preference"), (reference.Stage, reference.Spec.From, reference.Spec.Data));
        Assert.Equal(post.Parents[ParentRoles.From], reference.Parents[ParentRoles.From]);
        var other = SpecFile.Plan(SpecText.Base + "\n  more: { kind: sft, from: align, data: scenes.instruct, steps: 5 }", "stages.post={kind: dpo, reference: more}");
        Assert.Equal("more", other[Node(other, "post").Parents[ParentRoles.Reference]].Spec.From);
    }

    [Fact]
    public void Betas_and_seeds_share_the_reference()
    {
        var plan = SpecFile.Plan(SpecText.With("""
            arms: { a: { stages.post: { kind: dpo, beta: 0.1 } }, b: { stages.post: { kind: dpo, beta: 0.5 } } }
            seeds: { values: [0, 1], from: post }
            """));
        Assert.Equal(4, plan.Nodes.Count(n => n.Stage == "post"));
        var reference = Assert.Single(plan.Nodes, n => n.Stage == "post.reference");
        Assert.Equal(["a", "b"], reference.Arms);
        Assert.Equal([0, 1], reference.Seeds);
    }

    [Fact]
    public void A_tower_out_of_a_stage_brings_its_widths_and_its_features()
    {
        var plan = SpecFile.Plan(SpecText.Base.Replace("stages:\n", """
              student: { vision_tower: { from: stages.post }, language_model: { width: 64 } }
            stages:
              reuse: { kind: sft, model: student, data: scenes.instruct, train: [projector, language_model], steps: 6 }
              look: { kind: linear_probe, model: student, data: scenes.objects }
              mapped: { kind: linear_probe, model: student, data: scenes.objects, features: projector }

            """));
        var reuse = Node(plan, "reuse");
        Assert.Equal([ParentRoles.VisionTower, ParentRoles.Features], reuse.Parents.Keys);
        Assert.Equal(Node(plan, "post").Key, reuse.Parents[ParentRoles.VisionTower]);
        Assert.Equal((96, 64, null), (reuse.Model!.VisionTower.Width, reuse.Model.LanguageModel!.Width, reuse.Model.VisionTower.From));
        Assert.Equal(Node(plan, "linear").Key, Node(plan, "look").Key); // the tower is post's, so the probe is too
        Assert.Equal([ParentRoles.VisionTower], plan[Node(plan, "mapped").Parents[ParentRoles.Features]].Parents.Keys);
    }

    [Fact]
    public void An_untrained_model_can_be_probed()
    {
        var plan = SpecFile.Plan(SpecText.Base, "stages.linear={from: null, model: nano}");
        var features = plan[Node(plan, "linear").Parents[ParentRoles.Features]];
        Assert.Empty(features.Parents);
        Assert.Equal("nano", features.Spec.Model);
        Assert.NotNull(features.Model);
    }

    private static PlanNode Node(Plan plan, string stage) => plan[plan.Trials[0].Stages[stage]];
}
