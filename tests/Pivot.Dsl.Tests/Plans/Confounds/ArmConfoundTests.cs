using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Plans.Confounds;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Tests.Plans.Confounds;

/// <summary>
/// The base trains see (60 steps of 32 rows), align (15) and post (12): 87 updates, 2,784 samples before everything that is measured.
/// </summary>
public class ArmConfoundTests
{
    [Fact]
    public void Arms_that_are_trained_alike_have_none() =>
        Assert.Empty(Of("arms: { sft: {}, slow: { stages.post.learning_rate: 1e-4 }, dpo: { stages.post: { kind: dpo, beta: 0.2 } } }"));

    [Fact]
    public void A_stage_that_is_left_out_is_named_as_the_reason()
    {
        var found = Of("arms: { sft: {}, none: { stages.post: null } }");
        // The probes read the encoder, which align leaves alone: see and post have trained it, without post see alone.
        Assert.Equal(
            [
                "makes 75 updates before vqa where 'sft' makes 87 (0.86 x), because stage post is left out",
                "makes 60 updates before linear, knn and segment where 'sft' makes 72 (0.83 x), because stage post is left out",
                "sees 2,400 samples before vqa where 'sft' sees 2,784 (0.86 x), because stage post is left out",
                "sees 1,920 samples before linear, knn and segment where 'sft' sees 2,304 (0.83 x), because stage post is left out",
            ],
            found.Select(c => c.Sentence));
        Assert.Equal(75 / 87.0, found[0].Ratio!.Value, 12);
        Assert.Equal(("none", "sft", "75", "87"), (found[0].Arm, found[0].BaselineArm, found[0].Value, found[0].Baseline));
    }

    [Fact]
    public void A_kind_declares_none_of_the_amounts()
    {
        var found = Of("arms: { sft: {}, dpo: { stages.post: { kind: dpo } } }", steps: node => node.Spec.Kind == "dpo" ? 24 : null);
        Assert.Equal(["updates", "updates", "samples seen", "samples seen"], found.Select(c => c.Name)); // before vqa, and before what reads the encoder
        Assert.EndsWith("(1.14 x), in stage post", found[0].Sentence);
    }

    [Fact]
    public void Tokens_of_sft_on_pairs_are_not_known_beside_those_of_dpo()
    {
        // sft reads one of a pair's two answers, and both are counted.
        Assert.Empty(Of("arms: { sft: {}, dpo: { stages.post: { kind: dpo } } }", tokens: node => node.Spec.Kind == "dpo" ? 9 : 7));
        var turns = Of("arms: { sft: {}, again: { stages.align.turns: independent } }", tokens: node => node.Arms.Contains("sft") ? 7 : 9);
        Assert.Equal(["tokens read"], turns.Select(c => c.Name).Distinct());
    }

    [Theory]
    [InlineData("stages.post.steps: 24")]
    [InlineData("stages.post: { steps: 24 }")]
    [InlineData("stages.post: { steps: null, epochs: 2 }")]
    [InlineData("stages.post.batch_size: 16")]
    [InlineData("stages.post.accumulate: 2")]
    [InlineData("stages.align.train: [projector, language_model]")]
    [InlineData("models.nano.language_model.width: 64")]
    [InlineData("stages.vqa.batch_size: 4")]
    public void What_a_key_of_the_arm_says_is_none(string change) => Assert.Empty(Of($"arms: {{ sft: {{}}, other: {{ {change} }} }}"));

    [Fact]
    public void A_key_of_another_stage_says_nothing()
    {
        // post takes more rows an update because its data does; only align's steps are declared.
        var found = Of("arms: { sft: {}, other: { stages.align.steps: 30 } }", batch: node => node.Stage == "post" && node.Arms.Contains("other") ? 64 : 32);
        Assert.Equal(["samples seen", "samples seen", "effective batch"], found.Select(c => c.Name));
        Assert.Equal("takes 64 rows an update where 'sft' takes 32 (2 x), in stage post", found[2].Sentence);
        Assert.Equal(["post"], found[0].Stages);
    }

    [Fact]
    public void Amounts_that_only_moved_between_stages_are_none() =>
        Assert.Empty(Of("arms: { sft: {}, other: { stages.see.clip_norm: 2 } }",
            steps: node => !node.Arms.Contains("other") ? null : node.Stage == "see" ? 65 : node.Stage == "post" ? 7 : null));

    [Fact]
    public void Unknown_counts_are_not_compared()
    {
        var spec = "arms: { sft: {}, none: { stages.post: null } }";
        Assert.Equal(["updates", "updates"], Of(spec, samples: _ => null).Select(c => c.Name));
        var epochs = ArmConfounds.Of(SpecFile.Plan(SpecText.With(spec), "stages.post={steps: null, epochs: 2}"));
        Assert.DoesNotContain(epochs, c => c.Quantity is Quantities.Updates or Quantities.Samples or Quantities.Tokens);
    }

    [Fact]
    public void Another_protocol_is_one_unless_the_stage_or_its_own_data_say_so()
    {
        var found = Of("arms: { sft: {}, fewer: { data.scenes.train: 300 } }");
        Assert.Equal(
            ["measures 'vqa' with scenes.test of train_count 300 where 'sft' has scenes.test of train_count 600"],
            found.Where(c => c.Stages[0] == "vqa").Select(c => c.Sentence));
        Assert.Equal(["knn", "linear", "segment", "vqa"], found.Where(c => c.Quantity == Quantities.EvaluationProtocol).Select(c => c.Stages[0]).Order());
        Assert.Empty(Of("arms: { sft: {}, deep: { stages.linear.layer: -2 } }"));
    }

    [Fact]
    public void A_sweep_compares_at_each_point_and_its_axes_are_declared()
    {
        var text = SpecText.With("arms: { sft: {}, none: { stages.post: null } }\nsweep: { grid: { stages.see.steps: [60, 80] } }");
        var plan = SpecFile.Plan(text);
        var all = ArmConfounds.Of(plan);
        Assert.Equal(["87", "107"], all.Where(c => c.Quantity == Quantities.Updates && c.Measured.Contains("vqa")).Select(c => c.Baseline));
        var merged = ArmConfounds.Merged(plan).Single(c => c.Quantity == Quantities.Updates && c.Measured.Contains("vqa"));
        Assert.Equal((2, "60"), (merged.Points, merged.Point["stages.see.steps"]));
    }

    [Fact]
    public void A_warning_stands_at_the_arms_name_one_an_arm()
    {
        var compilation = SpecFile.Compile(SpecText.With("arms:\n  sft: {}\n  none: { stages.post: null }"));
        ConfoundWarnings.Add(compilation);
        var warning = Assert.Single(compilation.Diagnostics);
        Assert.Equal((DiagnosticCodes.Confound, Severity.Warning, "arms.none"), (warning.Code, warning.Severity, warning.Path));
        Assert.Equal((20, 3), (warning.Span.Line, warning.Span.Column));
        Assert.StartsWith("the arm 'none' differs from 'sft' in more than it declares: it makes 75 updates before vqa", warning.Message);
    }

    // A cost worked out by hand: steps and batch as the spec says, one token a row unless the test says otherwise.
    private static IReadOnlyList<Confound> Of(
        string more, Func<PlanNode, long>? tokens = null, Func<PlanNode, int>? batch = null, Func<PlanNode, long?>? steps = null, Func<PlanNode, long?>? samples = null)
    {
        var plan = SpecFile.Plan(SpecText.With(more));
        return ArmConfounds.Of(plan, node =>
        {
            var spec = (TrainingStageSpec)node.Spec;
            long updates = steps?.Invoke(node) ?? spec.Steps ?? 50;
            int rows = batch?.Invoke(node) ?? spec.BatchSize;
            long trained = (spec.Train.Count == 0 ? 3 : spec.Train.Count) * node.Model!.LanguageModel!.Width;
            return new Dsl.Graphs.StageCost
            {
                Updates = updates, EffectiveBatch = rows, Samples = samples is null ? updates * rows : samples(node), Tokens = tokens is null ? null : updates * rows * tokens(node),
                Components = [new Dsl.Graphs.ComponentCost("all", trained, trained)],
            };
        });
    }
}
