using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Validation;

namespace Pivot.Dsl.Tests.Specs;

/// <summary>The table of the language and the spec records say the same.</summary>
public class LanguageTests
{
    private static readonly Dictionary<string, Type> Kinds = new()
    {
        ["contrastive"] = typeof(ContrastiveSpec), ["sft"] = typeof(SftSpec), ["dpo"] = typeof(DpoSpec), ["benchmark"] = typeof(BenchmarkSpec),
        ["linear_probe"] = typeof(LinearProbeSpec), ["knn_probe"] = typeof(KnnProbeSpec), ["segmentation_probe"] = typeof(SegmentationProbeSpec),
        ["gradient_map"] = typeof(GradientMapSpec),
    };

    [Fact]
    public void Every_stage_kind_that_a_file_may_name_has_its_keys()
    {
        Assert.Equal(StageKinds.All.Values.Where(k => !k.MadeByCompiler).Select(k => k.Name), Language.Stage.Variants.Keys);
        Assert.Equal(8, Language.Stage.Variants.Count);
    }

    [Fact]
    public void Keys_of_stages_are_the_properties_of_their_records()
    {
        foreach (var (kind, shape) in Language.Stage.Variants)
        {
            var keys = Keys(Kinds[kind]);
            if (!StageKinds.All[kind].Seeded) keys.Remove("seed"); // a seed that changes nothing is not a key
            if (kind == "contrastive") keys.Remove("lora"); // of the towers all is trained
            Assert.Equal(keys.Order(), shape.Keys.Keys.Order());
        }
    }

    [Fact]
    public void Keys_of_models_are_the_properties_of_their_records()
    {
        Assert.Equal(Keys(typeof(ModelSpec)).Order(), Language.Model.Keys.Keys.Order());
        Assert.Equal(Keys(typeof(VisionTowerSpec)).Order(), Language.VisionTower.Keys.Keys.Order());
        Assert.Equal(Keys(typeof(ProjectorSpec)).Order(), Language.Projector.Keys.Keys.Order());
        Assert.Equal(Keys(typeof(LanguageModelSpec)).Order(), Language.LanguageModel.Keys.Keys.Order());
        Assert.Equal(Keys(typeof(RopeScalingSpec)).Order(), Language.RopeScaling.Keys.Keys.Order());
        Assert.Equal(Keys(typeof(ImagesSpec)).Order(), Language.Images.Keys.Keys.Order());
        Assert.Equal(Keys(typeof(LoraSpec)).Order(), Language.Lora.Keys.Keys.Order());
        Assert.Equal(Keys(typeof(MpoWeightsSpec)).Order(), Language.MpoWeights.Keys.Keys.Order());
        Assert.Equal(Keys(typeof(TokenizerSpec)).Order(), Language.Tokenizer.Keys.Keys.Order());
        Assert.Equal(Keys(typeof(SeedsSpec)).Order(), Language.Seeds.Keys.Keys.Order());
        Assert.Equal(Keys(typeof(ReportSpec)).Order(), Language.Report.Keys.Keys.Order());
        Assert.Equal(Keys(typeof(ExperimentSpec)).Append("extends").Order(), Language.Experiment.Keys.Keys.Order());
        Assert.Equal(Keys(typeof(ScenesSpec)).Except(["views"]).Order(), Language.Data.Variants["scenes"].Keys.Keys.Order());
    }

    [Fact]
    public void Formats_are_those_of_the_view_records() =>
        Assert.Equal(AnnotationView.Formats.Keys.Concat(["llava_mixture", "mmpr", "image_folder", "masks", .. LanguageFieldData.Words]).Order(), Language.View.Variants.Keys.Order());

    private static List<string> Keys(Type record) =>
        record.GetProperties().Where(p => p.Name != "EqualityContract" && !p.GetMethod!.IsStatic).Select(p => PropertyPath.SnakeCase(p.Name)).ToList();
}
