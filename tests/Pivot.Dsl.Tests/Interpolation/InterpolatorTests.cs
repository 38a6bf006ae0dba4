using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Interpolation;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Tests.Interpolation;

public class InterpolatorTests
{
    [Fact]
    public void Values_of_any_type_are_put_in_and_texts_within_texts()
    {
        var plan = OverBase("""
            vars: { steps: 7, rates: { default: 1e-3, projector: 2e-3 }, parts: [projector], view: captions, n: 4, none: ~, word: language_model }
            question: "What do ${n} of ${n} $${n} say about ${stages.see.steps}?"
            stages:
              see: { steps: "${steps}", learning_rate: "${rates}", warmup: "${none}" }
              align: { train: "${parts}", data: "scenes.${view}", steps: "${stages.see.steps}" }
              post: { train: [projector, "${word}"] }
            """);
        Assert.Equal("What do 4 of 4 ${n} say about 7?", plan.Spec.Question);
        var see = (ContrastiveSpec)plan.Spec.Stages["see"];
        Assert.Equal((7, 1e-3, 2e-3, new ContrastiveSpec { Data = "" }.Warmup), (see.Steps, see.LearningRate.Default, see.LearningRate.Of("projector"), see.Warmup));
        var align = (SftSpec)plan.Spec.Stages["align"];
        Assert.Equal((7, "scenes.captions", "projector"), (align.Steps, align.Data, align.Train.Single()));
        Assert.Equal(["projector", "language_model"], ((SftSpec)plan.Spec.Stages["post"]).Train);
        Assert.Equal(("7", "{ default: 1e-3, projector: 2e-3 }"), (plan.Spec.Vars["steps"], plan.Spec.Vars["rates"]));
    }

    [Theory]
    [InlineData("question", "${text}", "plain words")]
    [InlineData("question", "${text}, ${text}", "plain words, plain words")]
    [InlineData("question", "$${text}", "${text}")]
    [InlineData("question", "$$${text}", "$${text}")]
    [InlineData("question", "$ {text} $", "$ {text} $")]
    [InlineData("question", "${chain}", "plain words!")]
    public void Text_is_read_as_the_language_says(string key, string value, string expected)
    {
        var plan = SpecFile.Plan(SpecText.With($"vars: {{ text: plain words, chain: \"${{text}}!\", unused: \"${{chain}}${{text}}\" }}\n{key}: '{value}'"));
        Assert.Equal(expected, plan.Spec.Question);
    }

    [Fact]
    public void It_is_applied_after_extends_set_arm_and_axis()
    {
        const string text = """
            vars: { steps: 12, batch: 16 }
            stages: { post: { steps: "${steps}", batch_size: "${batch}" }, align: { steps: "${stages.post.steps}" } }
            arms: { a: {}, b: { vars.steps: 24 }, c: { stages.post.steps: "${batch}" } }
            sweep: { grid: { vars.batch: [16, 32] } }
            """;
        var plan = OverBase(text, "vars.steps=13");
        var found = plan.Trials.Select(t => (t.Arm, Post(plan, t).Steps, Post(plan, t).BatchSize, ((SftSpec)plan[t.Stages["align"]].Spec).Steps));
        Assert.Equal([("a", 13, 16, 13), ("a", 13, 32, 13), ("b", 24, 16, 24), ("b", 24, 32, 24), ("c", 16, 16, 16), ("c", 32, 32, 32)], found);
        Assert.Equal(["16", "32"], plan.Trials.Take(2).Select(t => t.Point["vars.batch"]));
    }

    [Fact]
    public void A_map_that_an_arm_names_is_merged_like_one_that_is_written_out()
    {
        const string text = """
            vars: { dpo: { kind: dpo, beta: "${beta}" }, beta: 0.1 }
            arms: { sft: {}, dpo: { stages.post: "${dpo}" }, more: { stages: { post: "${dpo}" }, vars.beta: 0.2 } }
            sweep: { grid: { vars.dpo.learning_rate: [1e-4, 2e-4] } }
            """;
        const string written = """
            arms: { sft: {}, dpo: { stages.post: { kind: dpo, beta: 0.1 } }, more: { stages.post: { kind: dpo, beta: 0.2 } } }
            """;
        var plan = SpecFile.Plan(SpecText.With(text));
        Assert.Single(plan.Trials, t => t.Arm == "sft"); // to which the axis does nothing
        Assert.Equal([0.1, 0.1, 0.2, 0.2], plan.Trials.Skip(1).Select(t => ((DpoSpec)plan[t.Stages["post"]].Spec).Beta));
        Assert.Equal([1e-4, 2e-4], plan.Trials.Skip(1).Take(2).Select(t => ((DpoSpec)plan[t.Stages["post"]].Spec).LearningRate.Default));
        Assert.Equal(12, ((DpoSpec)plan[plan.Trials[1].Stages["post"]].Spec).Steps);
        var one = SpecFile.Plan(SpecText.With(text[..text.IndexOf("sweep")]));
        Assert.Equal(SpecFile.Plan(SpecText.With(written)).Hash, one.Hash);
    }

    [Fact]
    public void A_stage_that_is_a_variable_is_bound_under_each_of_its_names()
    {
        var plan = SpecFile.Plan(SpecText.With("vars: { probe: { kind: linear_probe, from: post, data: scenes.objects } }").Replace("  knn:", "  one: \"${probe}\"\n  two: \"${probe}\"\n  knn:"));
        Assert.Equal(["linear_probe", "linear_probe"], new[] { "one", "two" }.Select(s => plan.Spec.Stages[s].Kind));
        Assert.Equal(plan.Trials[0].Stages["one"], plan.Trials[0].Stages["two"]); // the same work, done once
        var broken = SpecFile.Compile(SpecText.With("vars: { probe: { kind: linear_probe, from: post } }").Replace("  knn:", "  one: \"${probe}\"\n  two: \"${probe}\"\n  knn:"));
        Assert.Equal(["stages.one.data", "stages.two.data"], broken.Diagnostics.Select(d => d.Path));
    }

    [Fact]
    public void Lists_of_axes_counts_of_seeds_and_the_head_may_be_variables()
    {
        var plan = SpecFile.Plan(SpecText.With("""
            vars: { depths: [2, 4], seeds: 2, gb: 40, metric: linear.top1, baseline: {} }
            arms: { sft: "${baseline}", dpo: { stages.post: { kind: dpo } } }
            sweep: { grid: { models.nano.vision_tower.depth: "${depths}" } }
            seeds: { values: "${seeds}", from: post }
            report: { metrics: ["${metric}", knn.top1] }
            claims: { better: { metric: "${metric}", expect: dpo > sft } }
            run: { memory: "${gb}GB" }
            """));
        Assert.Equal(8, plan.Trials.Count);
        Assert.Equal(["linear.top1", "knn.top1"], plan.Spec.Report.Metrics);
        Assert.Equal(("linear.top1", 40_000_000_000L), (plan.Spec.Claims["better"].Metric, plan.Spec.Run.Memory));
    }

    [Fact]
    public void What_holds_no_reference_stays_the_object_it_was_and_equal_values_give_equal_objects()
    {
        var bag = new DiagnosticBag();
        var interpolator = new Interpolator(bag);
        var tree = Read("vars: { a: 1, b: 2 }\ndata: { d: { x: 1 } }\nstages: { s: { x: \"${a}\" }, t: { x: \"${b}\", y: \"${stages.s.x}\" }, u: { x: 3 } }");
        var first = interpolator.Apply(tree);
        Assert.Same(tree["data"], first["data"]);
        Assert.Same(Stage(tree, "u"), Stage(first, "u"));
        Assert.Same(Stage(first, "s"), Stage(interpolator.Apply(tree), "s"));
        var other = tree.With(tree.Find("vars")! with { Value = ((MapNode)Read("vars: { b: 5 }")["vars"]!).With(((MapNode)tree["vars"]!).Find("a")!) });
        var second = interpolator.Apply(other);
        Assert.Same(Stage(first, "s"), Stage(second, "s"));
        Assert.NotSame(Stage(first, "t"), Stage(second, "t"));
        Assert.Equal("{ x: 5, y: 1 }", YamlWriter.Inline(Stage(second, "t")));
        var plain = Read("stages: { u: { x: 3 } }");
        Assert.Same(plain, interpolator.Apply(plain));
        Assert.Empty(bag);
    }

    [Fact]
    public void Points_of_a_variable_change_only_the_stages_that_name_it()
    {
        var values = string.Join(", ", Enumerable.Range(1, 2_000));
        var plan = SpecFile.Plan(SpecText.With($"vars: {{ k: 5, c: [1, 2] }}\nsweep: {{ grid: {{ vars.k: [{values}] }} }}")
            .Replace("knn: { kind: knn_probe,", "knn: { k: \"${k}\", kind: knn_probe,").Replace("linear: { kind: linear_probe,", "linear: { c: \"${c}\", kind: linear_probe,"));
        Assert.Equal(2_000, plan.Trials.Count);
        Assert.Equal(2_000, plan.Nodes.Count(n => n.Stage == "knn"));
        Assert.Single(plan.Nodes, n => n.Stage == "linear");
    }

    [Fact]
    public void A_path_starts_where_its_beginning_is_written()
    {
        using var files = new SpecFile();
        files.Write("base/base.yaml", SpecText.With("vars: { root: photos, name: a }\n").Replace("\ndata:", "\ndata:\n  photos: { source: llava, path: \"${root}/train.json\" }\n  other: { source: llava, path: \"${name}.json\" }\n  third: { source: llava, path: \"./${name}.json\" }"));
        var plan = SpecFile.Plan(ExperimentCompiler.Compile(files.Write("spec.yaml", "extends: base/base.yaml\nvars: { name: b }\n"), [], null));
        var found = new[] { "photos", "other", "third" }.Select(name => ((AnnotationView)((FolderSpec)plan.Spec.Data[name]).Views.Values.Single()).File);
        Assert.Equal(new[] { "base/photos/train.json", "b.json", "base/b.json" }.Select(f => Path.Combine(files.Folder, f)), found);
        using var second = new SpecFile();
        var again = SpecFile.Plan(ExperimentCompiler.Compile(second.Write("deep/er/resolved.yaml", plan.ResolvedYaml), [], null));
        Assert.Equal((plan.Hash, plan.ResolvedYaml), (again.Hash, again.ResolvedYaml));
    }

    [Fact]
    public void An_unused_variable_is_a_warning_and_one_that_only_an_arm_names_is_used()
    {
        var compilation = SpecFile.Compile(SpecText.With("vars: { a: 1, b: 30, c: \"${a}\" }\narms: { x: {}, y: { stages.post.steps: \"${vars.b}\" } }"));
        var warning = Assert.Single(compilation.Diagnostics);
        Assert.Equal((DiagnosticCodes.NoEffect, Severity.Warning, "vars.c"), (warning.Code, warning.Severity, warning.Path));
        Assert.NotNull(compilation.Plan);
    }

    [Fact]
    public void A_bomb_is_refused_at_once_and_without_being_unfolded()
    {
        var lines = Enumerable.Range(1, 40).Select(i => $"  v{i}: [{string.Join(", ", Enumerable.Repeat($"\"${{v{i - 1}}}\"", 10))}]\n  t{i}: {string.Concat(Enumerable.Repeat($"${{t{i - 1}}}", 10))}");
        var text = SpecText.With($"vars:\n  v0: [x]\n  t0: x\n{string.Join('\n', lines)}\nquestion: ${{t40}}\nseeds: {{ values: \"${{v40}}\" }}");
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Single(SpecFile.Compile(text).Diagnostics);
        Assert.Equal(DiagnosticCodes.Interpolation, error.Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000_000);
    }

    private static Plan OverBase(string text, params string[] sets)
    {
        using var files = new SpecFile();
        files.Write("base.yaml", SpecText.Base);
        return SpecFile.Plan(ExperimentCompiler.Compile(files.Write("spec.yaml", "extends: base.yaml\n" + text), sets, null));
    }

    private static Node Stage(MapNode tree, string name) => ((MapNode)tree["stages"]!)[name]!;

    private static SftSpec Post(Plan plan, Trial trial) => (SftSpec)plan[trial.Stages["post"]].Spec;

    private static MapNode Read(string text) => (MapNode)YamlReader.Read(text, new SourceText("t", "/"), new DiagnosticBag())!;
}
