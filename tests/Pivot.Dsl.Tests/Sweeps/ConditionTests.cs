using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Tests.Sweeps;

/// <summary>What conditions keep and drop. A point is written as arm and values.</summary>
public class ConditionTests
{
    private const string Steps = "grid: { stages.post.steps: [1, 2, 3] }";

    [Theory]
    [InlineData("2", "2")]
    [InlineData("2.0", "2")]
    [InlineData("[1, 3e0]", "1 3")]
    [InlineData("{ not: 2 }", "1 3")]
    [InlineData("{ not: [2, 3] }", "1")]
    [InlineData("{ above: 1 }", "2 3")]
    [InlineData("{ at_least: 2, below: 3 }", "2")]
    [InlineData("{ at_most: 2 }", "1 2")]
    public void A_test_keeps_or_drops(string test, string kept)
    {
        Assert.Equal(kept, Values($"{{ {Steps}, when: {{ stages.post.steps: {test} }} }}"));
        var dropped = string.Join(' ', "123".Select(c => c.ToString()).Except(kept.Split(' ')));
        Assert.Equal(dropped, Values($"{{ {Steps}, exclude: {{ stages.post.steps: {test} }} }}"));
    }

    [Fact]
    public void A_quoted_number_is_text() =>
        Assert.Equal(DiagnosticCodes.EmptySweep, Assert.Single(SpecFile.Compile(SpecText.With($"sweep: {{ {Steps}, when: {{ stages.post.steps: \"1e0\" }} }}")).Diagnostics).Code);

    [Fact]
    public void All_lines_of_a_condition_must_hold_and_any_condition_of_a_list()
    {
        const string grid = "grid: { stages.post.steps: [1, 2], stages.align.steps: [1, 2] }";
        Assert.Equal("1/2", Values($"{{ {grid}, when: {{ stages.post.steps: 1, stages.align.steps: 2 }} }}"));
        Assert.Equal("1/1 1/2 2/2", Values($"{{ {grid}, when: [{{ stages.post.steps: 1 }}, {{ stages.align.steps: 2 }}] }}"));
        Assert.Equal("2/1", Values($"{{ {grid}, exclude: [{{ stages.post.steps: 1 }}, {{ stages.align.steps: 2 }}] }}"));
        Assert.Equal("1/1", Values($"{{ {grid}, when: {{ stages.post.steps: 1 }}, exclude: {{ stages.align.steps: 2 }} }}"));
    }

    [Fact]
    public void What_is_not_varied_is_what_the_arm_writes()
    {
        const string arms = "arms: { a: {}, b: { stages.post.learning_rate: 2e-3 }, c: { stages.post.kind: dpo }, d: { stages.post: null } }\n";
        Assert.Equal(["a 1", "a 2", "a 3", "c 1", "c 2", "c 3"], Points(arms + $"sweep: {{ sum: [{{ {Steps.Replace("post", "align")}, when: {{ stages.post.learning_rate: 0.001 }} }}, {{ when: {{ arm: [b, d] }} }}] }}").Where(p => !p.EndsWith(' ')));
    }

    [Fact]
    public void Of_a_stage_that_is_left_out_and_of_a_key_of_another_kind_nothing_holds()
    {
        const string arms = "arms: { sft: {}, dpo: { stages.post: { kind: dpo, beta: 0.1 } }, none: { stages.post: null } }\n";
        Assert.Equal(["sft 1", "sft 2", "dpo 1", "none 1", "none 2"],
            Points(arms + "sweep: { grid: { stages.align.steps: [1, 2] }, exclude: { stages.post.beta: { above: 0.05 }, stages.align.steps: 2 } }"));
        Assert.Equal(["sft 1", "dpo 1", "none 1", "none 2"],
            Points(arms + "sweep: { grid: { stages.align.steps: [1, 2] }, exclude: { stages.post.kind: { not: x }, stages.align.steps: 2 } }"));
    }

    [Fact]
    public void A_value_inside_a_map_that_a_point_sets_is_seen() => Assert.Equal(
        ["default { kind: sft, steps: 3 }"],
        Points("sweep: { list: [{ stages.post: { kind: dpo, steps: 3 } }, { stages.post: { kind: sft, steps: 3 } }], when: { stages.post.kind: sft } }"));

    [Fact]
    public void Null_asks_for_what_is_not_written() => Assert.Equal(
        ["default 1"],
        Points("sweep: { grid: { models.nano.language_model.kv_heads: [1, ~] }, exclude: { models.nano.language_model.kv_heads: null } }"));

    [Fact]
    public void The_arm_is_asked_for_by_name() => Assert.Equal(
        ["a 1", "a 2", "a 3", "b 1"],
        Points($"arms: {{ a: {{}}, b: {{ stages.post.batch_size: 16 }} }}\nsweep: {{ {Steps}, exclude: {{ arm: {{ not: a }}, stages.post.steps: {{ above: 1 }} }} }}"));

    [Fact]
    public void A_condition_that_never_holds_is_warned_of()
    {
        var warning = Assert.Single(SpecFile.Compile(SpecText.With($"sweep: {{ {Steps}, exclude: [{{ stages.post.steps: 1 }}, {{ stages.post.steps: 30 }}] }}")).Diagnostics);
        Assert.Equal((DiagnosticCodes.NoEffect, Severity.Warning), (warning.Code, warning.Severity));
    }

    [Fact]
    public void A_condition_of_a_part_holds_for_the_part_alone() => Assert.Equal(
        ["default 1", "default 3", "default 2"],
        Points("sweep: { sum: [{ " + Steps + ", exclude: { stages.post.steps: 2 } }, { grid: { stages.post.steps: [2] } }] }"));

    private static string Values(string sweep) => string.Join(' ', SpecFile.Plan(SpecText.With($"sweep: {sweep}")).Trials.Select(t => string.Join('/', t.Point.Values)));

    private static IEnumerable<string> Points(string more) => SpecFile.Plan(SpecText.With(more)).Trials.Select(t => $"{t.Arm} {string.Join('/', t.Point.Values)}");
}
