using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Tests.Sweeps;

public class ArmTests
{
    [Fact]
    public void Without_arms_there_is_one_named_default()
    {
        var plan = SpecFile.Plan(SpecText.Base);
        Assert.Equal(["default"], plan.Arms);
        Assert.Empty(plan.Spec.Arms);
        Assert.Equal("default", Assert.Single(plan.Trials).Arm);
    }

    [Fact]
    public void A_map_merges_and_a_changed_kind_keeps_what_both_kinds_have()
    {
        var plan = SpecFile.Plan(SpecText.With("arms: { sft: {}, dpo: { stages.post: { kind: dpo, beta: 0.2 } } }"));
        var post = Assert.IsType<DpoSpec>(Stage(plan, "dpo", "post").Spec);
        Assert.Equal(("align", "scenes.preference", 12, 0.2, 1e-3), (post.From, post.Data, post.Steps, post.Beta, post.LearningRate.Default));
        Assert.IsType<SftSpec>(plan.Spec.Stages["post"]); // the plan's spec is the baseline
        Assert.Equal("{ kind: dpo, beta: 0.2 }", plan.Spec.Arms[1].Overrides["stages.post"]);
    }

    [Fact]
    public void A_changed_kind_drops_what_the_new_kind_lacks()
    {
        var plan = SpecFile.Plan(SpecText.With("arms: { a: {}, b: { stages.segment: { kind: linear_probe, data: scenes.objects } } }"), "stages.segment.hidden=3");
        Assert.IsType<LinearProbeSpec>(Stage(plan, "b", "segment").Spec);
        var written = SpecFile.Compile(SpecText.With("arms: { a: {}, b: { stages.segment: { kind: linear_probe, data: scenes.objects, hidden: 3 } } }"));
        Assert.Equal(DiagnosticCodes.KeyOfOtherKind, Assert.Single(written.Diagnostics).Code); // written there, it is a mistake
    }

    [Fact]
    public void Kind_and_its_keys_may_be_set_one_by_one()
    {
        var plan = SpecFile.Plan(SpecText.With("arms: { dpo: { stages.post.kind: dpo, stages.post.beta: 0.3, stages.post.learning_rate.projector: 2e-3 } }"));
        var post = Assert.IsType<DpoSpec>(Stage(plan, "dpo", "post").Spec);
        Assert.Equal((0.3, 1e-3, 2e-3), (post.Beta, post.LearningRate.Default, post.LearningRate.Of("projector")));
    }

    [Fact]
    public void A_removed_stage_is_stood_in_for_by_what_it_started_from()
    {
        var plan = SpecFile.Plan(SpecText.With("arms: { all: {}, none: { stages.post: null } }"));
        var trial = plan.Trials.Single(t => t.Arm == "none");
        Assert.False(trial.Stages.ContainsKey("post"));
        Assert.Equal(trial.Stages["align"], Stage(plan, "none", "vqa").Parents[ParentRoles.From]);
        Assert.Equal("align", Stage(plan, "none", "vqa").Spec.From);
    }

    [Fact]
    public void A_removed_first_stage_is_stood_in_for_by_its_untrained_model()
    {
        var plan = SpecFile.Plan(SpecText.With("arms: { all: {}, scratch: { stages.see: null } }"));
        var align = Stage(plan, "scratch", "align");
        Assert.Equal((null, "nano"), (align.Spec.From, align.Spec.Model));
        Assert.Empty(align.Parents);
    }

    [Fact]
    public void A_removed_stage_gives_its_start_to_towers_and_references_too()
    {
        const string text = """
            models: { student: { vision_tower: { from: stages.post }, language_model: { width: 64 } } }
            stages:
              reuse: { kind: sft, model: student, data: scenes.instruct, steps: 6 }
              pref: { kind: dpo, from: align, reference: post, data: scenes.preference, steps: 6 }
            arms: { all: {}, none: { stages.post: null }, fewer: { stages.post: null, stages.align: null, stages.see: null, stages.pref: null } }
            """;
        using var file = new SpecFile();
        file.Write("base.yaml", SpecText.Base);
        var plan = SpecFile.Plan(ExperimentCompiler.Compile(file.Write("spec.yaml", "extends: base.yaml\n" + text), [], null));
        Assert.Equal(Stage(plan, "none", "align").Key, Stage(plan, "none", "reuse").Parents[ParentRoles.VisionTower]);
        Assert.Equal("align", ((DpoSpec)Stage(plan, "none", "pref").Spec).Reference);
        Assert.Empty(Stage(plan, "fewer", "reuse").Parents);
        Assert.Equal(96, Stage(plan, "fewer", "reuse").Model!.VisionTower.Width);
        Assert.False(plan.Trials.Single(t => t.Arm == "fewer").Stages.ContainsKey("pref"));
    }

    [Fact]
    public void Nested_maps_and_dotted_paths_say_the_same()
    {
        var dotted = SpecFile.Plan(SpecText.With("arms: { a: {}, b: { stages.post: null, models.nano.language_model.depth: 2 } }"));
        var nested = SpecFile.Plan(SpecText.With("arms: { a: {}, b: { stages: { post: null }, models: { nano: { language_model: { depth: 2 } } } } }"));
        Assert.Equal(dotted.Hash, nested.Hash);
    }

    [Fact]
    public void Arms_that_come_to_the_same_work_are_told_and_share_it()
    {
        var compilation = SpecFile.Compile(SpecText.With("arms: { a: {}, b: { stages.post.steps: 12 }, c: { stages.post.batch_size: 16 } }"));
        var warning = Assert.Single(compilation.Diagnostics);
        Assert.Equal((DiagnosticCodes.SameArms, Severity.Warning, "arms.b"), (warning.Code, warning.Severity, warning.Path));
        Assert.Equal(["a", "b"], compilation.Plan!.Nodes.First(n => n.Stage == "post").Arms);
    }

    [Fact]
    public void A_mistake_that_only_an_arm_makes_names_the_arm_and_one_of_the_baseline_is_told_once()
    {
        var compilation = SpecFile.Compile(SpecText.Base.Replace("steps: 60", "steps: 0") + "\narms: { a: {}, b: { stages.post.steps: 0 } }");
        Assert.Equal(2, compilation.Diagnostics.Count);
        Assert.Single(compilation.Diagnostics, d => d.Path == "stages.see.steps" && !d.Message.Contains("arm"));
        Assert.Single(compilation.Diagnostics, d => d.Path == "stages.post.steps" && d.Message.EndsWith("(in arm 'b')"));
    }

    [Fact]
    public void A_rate_of_a_part_that_is_not_trained_is_warned_of()
    {
        var warning = Assert.Single(SpecFile.Compile(SpecText.Base, "stages.align.learning_rate={default: 1e-3, vision_tower: 1e-4}").Diagnostics);
        Assert.Equal((DiagnosticCodes.NoEffect, "<--set>", 1), (warning.Code, warning.Span.File, warning.Span.Line));
    }

    private static PlanNode Stage(Plan plan, string arm, string stage) => plan[plan.Trials.First(t => t.Arm == arm).Stages[stage]];
}
