using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;

namespace Pivot.Dsl.Tests.Sweeps;

public class GridTests
{
    [Fact]
    public void Every_combination_is_crossed_with_the_arms_and_the_seeds()
    {
        var plan = SpecFile.Plan(SpecText.With("""
            arms: { a: {}, b: { stages.post.batch_size: 16 } }
            sweep: { grid: { models.nano.vision_tower.depth: [2, 4], stages.post.learning_rate: [1e-3, { default: 1e-3, projector: 1e-4 }, 1e-5] } }
            seeds: { values: [0, 1], from: post }
            """));
        Assert.Equal(2 * 2 * 3 * 2, plan.Trials.Count);
        Assert.Equal(["2", "4"], plan.Spec.Sweep!.Grid["models.nano.vision_tower.depth"]);
        var second = plan.Trials[2];
        Assert.Equal(("a", 0L, "2", "{ default: 1e-3, projector: 1e-4 }"), (second.Arm, second.Seed, second.Point["models.nano.vision_tower.depth"], second.Point["stages.post.learning_rate"]));
        Assert.Equal(2, plan.Nodes.Count(n => n.Stage == "see")); // a depth each, whatever follows
        Assert.Equal(24, plan.Nodes.Count(n => n.Stage == "post"));
        Assert.Equal(12, plan.Trials.Select(t => t.ArmHash).Distinct().Count());
    }

    [Fact]
    public void An_axis_inside_a_stage_that_an_arm_leaves_out_varies_nothing_there()
    {
        var compilation = SpecFile.Compile(SpecText.With("arms: { all: {}, none: { stages.post: null } }\nsweep: { grid: { stages.post.steps: [1, 2] } }"));
        var warning = Assert.Single(compilation.Diagnostics);
        Assert.Equal((DiagnosticCodes.SamePoints, Severity.Warning, "sweep", "without effect in this arm: stages.post.steps"), (warning.Code, warning.Severity, warning.Path, warning.Hint));
        Assert.Contains("1 of the 2 sweep points of the arm 'none' comes to the same work as an earlier one and is run with it: stages.post.steps = 2 is the same as stages.post.steps = 1", warning.Message);
        var plan = SpecFile.Plan(compilation);
        Assert.Empty(Assert.Single(plan.Trials, t => t.Arm == "none").Point); // one trial, and nothing said of the axis
        Assert.Equal(["1", "2"], plan.Trials.Where(t => t.Arm == "all").Select(t => t.Point["stages.post.steps"]));
        Assert.Equal(2, plan.Nodes.Count(n => n.Stage == "post"));
    }

    [Fact]
    public void Ten_thousand_trials_share_what_they_can()
    {
        var values = string.Join(", ", Enumerable.Range(1, 100));
        var plan = SpecFile.Plan(SpecText.With($"sweep: {{ grid: {{ stages.post.steps: [{values}] }} }}\nseeds: {{ values: 100, from: post }}"));
        Assert.Equal(10_000, plan.Trials.Count);
        Assert.Single(plan.Nodes, n => n.Stage == "see");
        Assert.Equal(10_000, plan.Nodes.Count(n => n.Stage == "post"));
    }
}
