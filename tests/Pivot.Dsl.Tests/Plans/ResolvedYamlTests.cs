using CsCheck;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Tests.Plans;

public class ResolvedYamlTests
{
    [Fact]
    public void It_compiles_to_the_same_plan_wherever_it_is_put()
    {
        using var first = new SpecFile();
        first.Write("base/base.yaml", SpecText.Base);
        var text = """
            extends: base/base.yaml
            question: "Is it: \"better\"?\n- yes"
            data:
              photos: { source: llava, path: data/train.json, images: pictures }
              vqa: { source: folder, path: null, views: { test: { format: questions, file: test.json } } }
            stages:
              more: { kind: sft, from: post, data: photos, steps: 3 }
              ask: { kind: benchmark, from: more, data: vqa.test }
            arms:
              a: {}
              b: { data.photos.path: other/train.json, stages.post: { kind: dpo } }
              c: { data.vqa: { path: elsewhere }, stages.align: null }
            sweep: { grid: { stages.more.steps: [1, 2], data.photos.images: [p, ~] } }
            seeds: { values: [0, 4], from: post }
            report: { metrics: [ask.accuracy] }
            """;
        var plan = SpecFile.Plan(ExperimentCompiler.Compile(first.Write("spec.yaml", text), ["data.vqa.path=some/where", "stages.post.warmup=0.2"], null));
        using var second = new SpecFile();
        var again = SpecFile.Plan(ExperimentCompiler.Compile(second.Write("deep/er/resolved.yaml", plan.ResolvedYaml), [], null));
        Assert.Equal(plan.Hash, again.Hash);
        Assert.Equal(plan.ResolvedYaml, again.ResolvedYaml);
        Assert.Equal(plan.Spec.Question, again.Spec.Question);
        Assert.Equal(plan.Nodes.Select(n => n.Data.ToString()), again.Nodes.Select(n => n.Data.ToString()));
        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "some/where/test.json"), ((AnnotationView)again[again.Trials[0].Stages["ask"]].Data).File);
    }

    [Fact]
    public void Any_text_survives() => Gen.String.Where(s => !s.Any(c => c is '\0' || char.IsSurrogate(c)) && !s.Contains("${")).Sample(question =>
    {
        var plan = SpecFile.Plan(SpecText.Base, "question=" + Quote(question));
        var again = SpecFile.Plan(plan.ResolvedYaml);
        return again.Spec.Question == plan.Spec.Question && (plan.Spec.Question ?? "") == question && again.Hash == plan.Hash;
    }, iter: 100);

    private static string Quote(string text) =>
        "\"" + string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? c.ToString() : $"\\u{(int)c:x4}")) + "\"";
}
