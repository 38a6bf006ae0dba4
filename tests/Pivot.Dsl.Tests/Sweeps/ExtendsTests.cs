using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Tests.Sweeps;

public class ExtendsTests
{
    [Fact]
    public void Maps_merge_deeply_scalars_and_lists_replace_null_deletes()
    {
        var spec = Child("""
            name: child
            models: { nano: { language_model: { depth: 2, kv_heads: null } } }
            stages: { align: { train: [language_model] }, knn: null, post: { learning_rate: { vision_tower: 5e-4 } } }
            """).Spec;
        Assert.Equal("child", spec.Name);
        Assert.Equal((2, 96, null), (spec.Models["nano"].LanguageModel!.Depth, spec.Models["nano"].LanguageModel!.Width, spec.Models["nano"].LanguageModel!.KvHeads));
        Assert.Equal(["language_model"], ((SftSpec)spec.Stages["align"]).Train);
        Assert.False(spec.Stages.ContainsKey("knn"));
        var rate = ((SftSpec)spec.Stages["post"]).LearningRate; // a rate for one part keeps the base's rate for the others
        Assert.Equal((1e-3, 5e-4), (rate.Default, rate.Of(Parts.VisionTower)));
    }

    [Fact]
    public void A_kind_changed_over_a_base_drops_what_the_new_kind_lacks_and_keeps_the_rest()
    {
        var spec = Child("stages: { post: { kind: benchmark, data: scenes.test } }\nmodels: { nano: { tokenizer: { kind: byte } } }", "stages.vqa=null", "stages.linear=null", "stages.knn=null", "stages.segment=null").Spec;
        Assert.Equal("align", Assert.IsType<BenchmarkSpec>(spec.Stages["post"]).From);
    }

    [Fact]
    public void A_chain_of_files_is_followed()
    {
        using var file = new SpecFile();
        file.Write("a.yaml", SpecText.Base);
        file.Write("more/b.yaml", "extends: ../a.yaml\nstages: { post: { steps: 21 } }");
        var plan = SpecFile.Plan(ExperimentCompiler.Compile(file.Write("c.yaml", "extends: more/b.yaml\nname: c"), [], null));
        Assert.Equal(("c", 21), (plan.Name, ((SftSpec)plan.Spec.Stages["post"]).Steps));
    }

    [Fact]
    public void A_circle_below_the_file_is_told_once_without_it()
    {
        using var file = new SpecFile();
        file.Write("b.yaml", "extends: c.yaml");
        file.Write("c.yaml", "extends: b.yaml");
        var diagnostic = Assert.Single(ExperimentCompiler.Compile(file.Write("a.yaml", "extends: b.yaml"), [], null).Diagnostics);
        Assert.Contains("b.yaml -> ", diagnostic.Message);
        Assert.DoesNotContain("a.yaml", diagnostic.Message);
    }

    private static Plan Child(string text, params string[] sets)
    {
        using var file = new SpecFile();
        file.Write("base.yaml", SpecText.Base);
        return SpecFile.Plan(ExperimentCompiler.Compile(file.Write("child.yaml", "extends: base.yaml\n" + text), sets, null));
    }
}
