using Pivot.Dsl.Graphs;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Models;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Language;
using Pivot.Runner.Models.Projectors;
using Pivot.Runner.Models.Vision;
using Pivot.Runner.Stages;
using Pivot.Runner.Tests.Models;
using TorchSharp;

namespace Pivot.Runner.Tests.Stages;

/// <summary>The graph that the compiler computes is the model that the runner builds: every parameter's name and shape, both ways.</summary>
public sealed class ModelGraphTests : ModelTest
{
    private const int Vocabulary = 31;

    public static TheoryData<string, string> Shapes => new()
    {
        { "{}", "{}" },
        { "{ width: 24, heads: 3, depth: 1, mlp_width: 40 }", "{ width: 16, depth: 1, heads: 2 }" },
        { "{ width: 16, heads: 2, depth: 2, image_size: 32, patch_size: 16 }", "{ width: 24, depth: 2, heads: 6, kv_heads: 2, mlp_width: 20 }" },
        { "{ width: 16, heads: 4, depth: 3, feature_layer: -2 }", "{ width: 32, depth: 3, heads: 4, kv_heads: 1, tie_embeddings: false }" },
        { "{ arch: clip, width: 24, heads: 3, depth: 2, mlp_width: 40 }", "{ arch: llama, width: 24, depth: 2, heads: 6, kv_heads: 2, head_dim: 8, tie_embeddings: false }" },
    };

    public static TheoryData<string, string, string> Models => new()
    {
        { "{ arch: dinov2, width: 24, heads: 3, depth: 2 }", "{ arch: linear }", "{ arch: llama, width: 24, depth: 1, heads: 2, rope_scaling: { factor: 8 } }" },
        { "{ arch: dinov2, width: 24, heads: 3, depth: 2, registers: 4, mlp: swiglu, tokens: all }", "{ arch: mlp }", "{ width: 32, depth: 1, heads: 2 }" },
        { "{ arch: dinov2, width: 24, heads: 3, depth: 1, registers: 2 }", "{ arch: pixel_shuffle, factor: 3 }", "{ width: 16, depth: 1, heads: 2 }" },
        { "{ arch: clip, width: 24, heads: 3, depth: 2, tokens: all }", "{ arch: mlp }", "{ arch: llama, width: 24, depth: 1, heads: 2, kv_heads: 1 }" },
        { "{ width: 24, heads: 3, depth: 2 }", "{ arch: pixel_shuffle, factor: 2 }", "{ width: 16, depth: 1, heads: 2 }" },
        { "{ width: 24, heads: 3, depth: 2 }", "{ arch: resampler, factor: 3 }", "{ width: 16, depth: 1, heads: 2 }" },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_tower_projector_and_language_model_has_its_parameters_in_the_graph(string tower, string projector, string language)
    {
        var (plan, node) = Node(tower, language, "instruct", projector);
        var shape = ModelShapes.Vision(node.Model!.VisionTower);
        using var model = new MultimodalModel(
            VisionTowers.Build(shape), ProjectorCatalog.Build(ModelShapes.Projector(node.Model, shape)),
            new CausalLanguageModel(ModelShapes.Language(node.Model.LanguageModel!, Vocabulary)), 2, node.Model.VisionTower.FeatureLayer,
            readsAllTokens: node.Model.VisionTower.Tokens == "all");
        Same(model, StageModules.Of(node, plan)!);
        Assert.Equal(ModelWidths.ImageTokens(node.Model), model.ImageTokens);
    }

    [Theory]
    [InlineData("{ parts: [language_model], targets: [q_proj, v_proj] }")]
    [InlineData("{ rank: 3, parts: [vision_tower, projector, language_model] }")]
    public void The_adapters_of_a_stage_are_in_its_graph(string lora)
    {
        var (plan, node) = Node("{ width: 16, heads: 2, depth: 2 }", "{ width: 24, depth: 2, heads: 2 }", "instruct", "{ arch: mlp }", lora);
        var shape = ModelShapes.Vision(node.Model!.VisionTower);
        using var model = new MultimodalModel(
            VisionTowers.Build(shape), ProjectorCatalog.Build(ModelShapes.Projector(node.Model, shape)),
            new CausalLanguageModel(ModelShapes.Language(node.Model.LanguageModel!, Vocabulary)), 2, node.Model.VisionTower.FeatureLayer);
        var spec = ((TrainingStageSpec)node.Spec).Lora!;
        string[] parts = [.. spec.Parts.Select(part => part == "projector" ? "multi_modal_projector." : part + ".")];
        using var adapters = Runner.Models.Adapters.LowRankAdapters.Attach(
            model, name => parts.Any(part => name.StartsWith(part, StringComparison.Ordinal)), [.. spec.Targets], new(spec.Rank, spec.Alpha, spec.Dropout), new(0));
        var computed = Parameters(StageModules.Of(node, plan)!, "").Where(p => p.Name.Contains(".lora_", StringComparison.Ordinal));
        Assert.Equal(
            adapters.Parameters.Select(p => $"{p.Name} [{string.Join(", ", p.Parameter.shape)}]").Order(StringComparer.Ordinal),
            computed.Select(p => $"{p.Name} [{string.Join(", ", p.Parameter.Shape)}]").Order(StringComparer.Ordinal));
        long trainable = adapters.Parameters.Sum(p => p.Parameter.numel());
        Assert.Equal(trainable, StageCosts.Of(node, plan).Components.Where(c => spec.Parts.Contains(c.Name)).Sum(c => c.Trainable));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_parameter_of_a_multimodal_model_is_in_its_graph_and_no_other(string tower, string language)
    {
        var (plan, node) = Node(tower, language, "post");
        var shape = ModelShapes.Vision(node.Model!.VisionTower);
        using var model = new MultimodalModel(
            VisionTowers.Build(shape), new MlpProjector(shape.EmbedDim, node.Model.LanguageModel!.Width),
            new CausalLanguageModel(ModelShapes.Language(node.Model.LanguageModel, Vocabulary)), 2, node.Model.VisionTower.FeatureLayer);
        Same(model, StageModules.Of(node, plan)!);
        var components = StageCosts.Of(node, plan).Components.ToDictionary(c => c.Name, c => c.Parameters);
        Assert.Equal(3, components.Count);
        foreach (var (name, count) in components) Assert.Equal(model.Part(name).parameters().Sum(p => p.numel()), count);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_parameter_of_a_pair_of_towers_is_in_its_graph_and_no_other(string tower, string language)
    {
        var (plan, node) = Node(tower, language, "see");
        var shape = ModelShapes.Vision(node.Model!.VisionTower);
        using var model = ImageTextModels.Build(shape, ModelShapes.Text(node.Model.VisionTower, shape, Vocabulary, endToken: 1, padToken: 0));
        Same(model, StageModules.Of(node, plan)!);
        Assert.Equal(["vision_tower", "text_tower", "head"], StageCosts.Of(node, plan).Components.Select(c => c.Name));
    }

    [Fact]
    public void A_tower_by_itself_is_what_a_probe_of_an_untrained_model_reads()
    {
        var (plan, node) = Node("{ width: 16, heads: 2, depth: 1 }", "{}", "raw.features");
        using var model = VisionTowers.Build(ModelShapes.Vision(node.Model!.VisionTower));
        Same(model, StageModules.Of(node, plan)!);
    }

    [Fact]
    public void The_tokens_that_every_tokenizer_has_are_counted_alike() =>
        Assert.Equal(Pivot.Runner.Data.Tokenizers.PivotTokens.Count, ModelWidths.SpecialTokens);

    private static void Same(torch.nn.Module model, ModuleNode root)
    {
        var built = ModuleState.Of(model).Select(p => $"{p.Key} [{string.Join(", ", p.Value.shape)}]").Order(StringComparer.Ordinal).ToList();
        var computed = Parameters(root, "").Where(p => !p.Parameter.Tied).ToList();
        Assert.True(built.Count > 20);
        Assert.Equal(built, computed.Select(p => $"{p.Name} [{string.Join(", ", p.Parameter.Shape)}]").Order(StringComparer.Ordinal));
        Assert.Equal(model.parameters().Sum(p => p.numel()), root.ParameterCount);
    }

    private static IEnumerable<(string Name, ParameterNode Parameter)> Parameters(ModuleNode node, string prefix)
    {
        prefix = node.Name.Length == 0 ? prefix : $"{prefix}{node.Name}.";
        return node.Parameters.Select(p => (prefix + p.Name, p)).Concat(node.Children.SelectMany(child => Parameters(child, prefix)));
    }

    private static (Plan Plan, PlanNode Node) Node(string tower, string language, string stage, string? projector = null, string lora = "")
    {
        var text = $$"""
            pivot: 1
            name: graph
            data: { scenes: { source: scenes, image_size: 48, train: 20, test: 4 } }
            models: { nano: { vision_tower: {{tower}}, projector: {{projector ?? "{}"}}, language_model: {{language}} } }
            stages:
              {{(projector is null ? $"see: {{ kind: contrastive, loss: {(tower.Contains("clip") ? "clip" : "siglip")}, data: scenes.captions, steps: 2 }}" : "")}}
              {{(projector is null ? "post: { kind: sft, from: see, data: scenes.instruct, steps: 2 }" : "")}}
              instruct: { kind: sft, model: nano, data: scenes.instruct, steps: 2{{(stage == "instruct" && lora.Length > 0 ? ", lora: " + lora : "")}} }
              raw: { kind: linear_probe, model: nano, data: scenes.objects }
            """;
        var compilation = ExperimentCompiler.CompileText(text, "<graph>", "/", [], null);
        Assert.False(compilation.Diagnostics.HasErrors, Dsl.Diagnostics.DiagnosticText.Render(compilation.Diagnostics));
        var plan = compilation.Plan!;
        plan = plan with { Nodes = [.. plan.Nodes.Select(n => n with { VocabularySize = Vocabulary })] };
        return (plan, plan.Nodes.Single(n => n.Stage == stage));
    }
}
