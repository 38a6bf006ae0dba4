using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;

namespace Pivot.Dsl.Tests.Sweeps;

public class SamePointTests
{
    [Fact]
    public void A_number_written_twice_is_run_once_under_its_first_spelling()
    {
        var (plan, message) = Merged("sweep: { grid: { stages.post.learning_rate: [1e-3, 0.001, 1e-4] } }");
        Assert.Equal(["1e-3", "1e-4"], plan.Trials.Select(t => t.Point["stages.post.learning_rate"]));
        Assert.StartsWith("1 of the 3 sweep points comes to the same work as an earlier one and is run with it: stages.post.learning_rate = 0.001 is the same as stages.post.learning_rate = 1e-3", message);
    }

    [Fact]
    public void A_point_written_twice_is_run_once()
    {
        var (plan, message) = Merged("sweep: { list: [{ stages.post.steps: 3 }, { stages.post.steps: 3 }, { stages.post.steps: 4 }] }");
        Assert.Equal(2, plan.Trials.Count);
        Assert.EndsWith("the same point is written twice", message);
    }

    [Fact]
    public void An_axis_of_what_an_arm_does_not_use_is_not_in_its_points()
    {
        var (plan, message) = Merged("""
            arms: { all: {}, none: { stages.reuse: null } }
            sweep: { grid: { models.student.language_model.depth: [1, 2], stages.post.steps: [3, 4] } }
            """, """
            models: { student: { vision_tower: { from: stages.post }, language_model: { width: 64 } } }
            stages: { reuse: { kind: sft, model: student, data: scenes.instruct, steps: 6 } }
            """);
        Assert.Equal(6, plan.Trials.Count);
        Assert.Equal(["stages.post.steps", "stages.post.steps"], plan.Trials.Where(t => t.Arm == "none").SelectMany(t => t.Point.Keys));
        Assert.StartsWith("2 of the 4 sweep points of the arm 'none' come to the same work", message);
    }

    [Fact]
    public void Of_several_seeds_the_same_points_are_merged_and_a_seed_of_its_own_is_not_the_plans()
    {
        var (plan, _) = Merged("seeds: { values: [0, 1], from: post }\nsweep: { grid: { stages.post.steps: [12, 12e0], stages.vqa.batch_size: [4, 8] } }".Replace("12e0", "+12"));
        Assert.Equal(2 * 2, plan.Trials.Count);
        var own = SpecFile.Compile(SpecText.With("seeds: 2\nsweep: { grid: { stages.post.seed: [~, 0] } }"));
        Assert.Empty(own.Diagnostics); // at seed 0 the same work, at seed 1 not
        Assert.Equal(4, own.Plan!.Trials.Count);
    }

    [Fact]
    public void Stages_of_merged_points_are_asked_for_once()
    {
        var (plan, _) = Merged("sweep: { grid: { stages.post.steps: [12, +12] } }");
        Assert.Equal(SpecFile.Plan(SpecText.Base).StagesRequested, plan.StagesRequested);
    }

    private static (Plan Plan, string Message) Merged(string more, string under = "")
    {
        using var file = new SpecFile();
        file.Write("base.yaml", SpecText.Base);
        file.Write("middle.yaml", "extends: base.yaml\n" + under);
        var compilation = ExperimentCompiler.Compile(file.Write("spec.yaml", "extends: middle.yaml\n" + more), [], null);
        var warning = Assert.Single(compilation.Diagnostics, d => d.Code == DiagnosticCodes.SamePoints);
        Assert.Equal(Severity.Warning, warning.Severity);
        return (SpecFile.Plan(compilation), warning.Message);
    }
}
