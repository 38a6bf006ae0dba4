using CsCheck;
using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Tests.Interpolation;

/// <summary>Whatever is done to a spec with variables, claims, run and schedule: a plan, or errors that have a place.</summary>
public class BrokenTextTests
{
    private static readonly string Text = SpecText.Base
        .Replace("width: 96", "width: \"${width}\"").Replace("steps: 15", "steps: \"${stages.post.steps}\"").Replace("knn: { kind", "again: \"${probe}\"\n  knn: { kind")
        + """

        question: Is $${x} at ${width} and ${name-1} good?
        vars: { width: 96, name-1: "${width}", probe: { kind: linear_probe, from: post, data: "scenes.${view}" }, view: objects, dpo: { kind: dpo } }
        arms: { sft: {}, dpo: { stages.post: "${dpo}", vars.width: 64 }, none: { stages.post: null, stages.align.steps: 3 } }
        claims: { a: { metric: linear.top1, expect: dpo > sft, margin: 0.1 }, b: { metric: knn.top1, expect: "dpo = none", margin: 0.1, confidence: 0.9 } }
        run: { memory: 40GB, timeout: 1h30m, window: "22:00-07:00", budget: 40 gpu-hours }
        schedule: { cron: "0 22 * * 1-5", time_zone: Asia/Seoul }
        """;

    private static readonly Gen<string> Mutation = Gen.OneOf(
        new[] { "", "$", "{", "}", "${", "}}", ".", "${width}", "\"", "'", " ", "\n", ":", ",", "[", "]", "0", "-", "x", ">", "=", "é", "#" }.Select(Gen.Const).ToArray());

    [Fact]
    public void The_text_itself_is_a_plan() => Assert.Equal(["sft", "dpo", "none"], SpecFile.Plan(Text).Arms);

    [Fact]
    public void Changing_any_character_gives_a_plan_or_errors() => Gen.Select(Gen.Int[0, Text.Length - 1], Gen.Int[0, 3], Mutation)
        .Sample((at, cut, mutation) => Answers(Text[..at] + mutation + Text[Math.Min(Text.Length, at + cut)..]), iter: 500);

    [Fact]
    public void A_misspelt_reference_is_never_accepted()
    {
        int tried = 0;
        for (int at = Text.IndexOf("${", StringComparison.Ordinal); at >= 0; at = Text.IndexOf("${", at + 1, StringComparison.Ordinal))
        {
            if (Text[at - 1] == '$') continue;
            Assert.Contains(SpecFile.Compile(Text.Insert(at + 3, "q")).Diagnostics, d => d.Code == DiagnosticCodes.Interpolation);
            tried++;
        }

        Assert.Equal(9, tried);
    }

    private static void Answers(string text)
    {
        var compilation = SpecFile.Compile(text);
        Assert.Equal(compilation.Plan is null, compilation.Diagnostics.HasErrors);
        Assert.All(compilation.Diagnostics, d => Assert.True(d.Span is { Line: > 0, Column: > 0 } && d.Message.Length > 0));
        Assert.NotNull(DiagnosticText.Render(compilation.Diagnostics));
        Assert.NotNull(DiagnosticJson.Render(compilation.Diagnostics));
    }
}
