using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Projectors;
using Pivot.Runner.Models.Vision;
using Pivot.Runner.Stages;
using Pivot.Runner.Store;
using Pivot.Runner.Tests.Data;
using Pivot.Runner.Tests.Models;
using TorchSharp;

namespace Pivot.Runner.Tests.Stages;

/// <summary>Every architecture of tower and of projector, from a spec's words through training to checkpoints and probes.</summary>
public sealed class TowerArchTests : ModelTest
{
    [Fact]
    public void A_clip_is_pretrained_with_its_loss_and_its_tower_goes_on()
    {
        using var folder = new TemporaryFolder();
        var done = Run("arch: clip", "arch: pixel_shuffle, factor: 2", folder, contrastive: "clip");
        using var pair = Assert.IsType<ClipModel>(ImageTextCheckpoint.Load(done["see"].Folder.Checkpoint));
        Assert.Equal((16, 16, 1), (pair.VisionShape.ProjectionDim, pair.TextShape.EmbedDim, pair.TextShape.EndToken));
        using var model = MultimodalCheckpoint.Load(done["post"].Folder.Checkpoint);
        Assert.Equal(new ProjectorShape("pixel_shuffle", 16, 16, 2), model.Projector.Shape);
        Assert.Equal(4, model.ImageTokens); // 4 x 4 patches
        var (trained, kept) = (ModuleState.Of(pair.VisionTower()), ModuleState.Of(model.VisionTower)); // frozen in the second stage
        Assert.Equal(trained.Keys.Order(), kept.Keys.Order());
        Assert.All(trained, entry => Near.Equal(entry.Value.detach(), kept[entry.Key], 0, 0, entry.Key));
    }

    [Theory]
    [InlineData("arch: clip, tokens: all", "arch: linear", 17, "ClipVisionModel")]
    [InlineData("arch: dinov2, registers: 3", "arch: resampler, factor: 2", 4, "Dinov2Model")]
    [InlineData("arch: dinov2, mlp: swiglu, tokens: all", "arch: mlp", 17, "Dinov2Model")]
    [InlineData("arch: siglip, tokens: all", "arch: resampler, factor: 4", 1, "SiglipVisionModel")]
    public void A_tower_and_a_projector_are_trained_and_probed(string tower, string projector, int tokens, string type)
    {
        using var folder = new TemporaryFolder();
        var done = Run(tower, projector, folder, contrastive: null);
        using var model = MultimodalCheckpoint.Load(done["post"].Folder.Checkpoint);
        Assert.Equal((tokens, type), (model.ImageTokens, model.VisionTower.GetType().Name));
        Assert.True(done.ContainsKey("linear"));
        var features = StoredFeatures.Load(done["linear.features"].Folder);
        Assert.Equal(24, features.Values.shape[0]);
        Assert.Equal(16, features.Values.shape[^1]);
    }

    private static string Spec(string tower, string projector, string? contrastive) => $$"""
        pivot: 1
        name: eyes
        data: { scenes: { source: scenes, image_size: 32, train: 20, test: 4 } }
        models:
          eyes:
            vision_tower: { {{tower}}, image_size: 32, patch_size: 8, width: 16, depth: 1, heads: 2 }
            projector: { {{projector}} }
            language_model: { width: 16, depth: 1, heads: 2 }
        stages:
        {{(contrastive is null ? "" : $"  see: {{ kind: contrastive, loss: {contrastive}, data: scenes.captions, steps: 2, batch_size: 4, learning_rate: 1e-2 }}\n")}}  post: { kind: sft, {{(contrastive is null ? "" : "from: see, ")}}data: scenes.captions, train: [projector, language_model], steps: 2, batch_size: 4 }
          linear: { kind: linear_probe, from: post, data: scenes.objects, c: [1] }
        """;

    private static Dictionary<string, CompletedStage> Run(string tower, string projector, TemporaryFolder folder, string? contrastive)
    {
        var compilation = ExperimentCompiler.Compile(folder.Write("spec.yaml", Spec(tower, projector, contrastive)), [], new DataInspector(null, full: true));
        Assert.True(compilation.Plan is not null, DiagnosticText.Render(compilation.Diagnostics));
        return StageRuns.Run(compilation.Plan!, folder);
    }
}
