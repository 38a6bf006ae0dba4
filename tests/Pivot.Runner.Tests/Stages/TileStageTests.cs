using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Tests.Data;
using Pivot.Runner.Tests.Models;

namespace Pivot.Runner.Tests.Stages;

/// <summary>A model that sees its images in tiles, through every kind of stage that reads one.</summary>
public sealed class TileStageTests : ModelTest
{
    private const string Spec = """
        pivot: 1
        name: tiles
        data: { scenes: { source: scenes, image_size: 64, train: 20, test: 6 } }
        models:
          m:
            vision_tower: { image_size: 16, patch_size: 8, width: 16, depth: 1, heads: 2 }
            language_model: { width: 16, depth: 1, heads: 2 }
            images: { aspect: anyres, grid: [[16, 32], [32, 16], [32, 32]], most_tiles: 4 }
        stages:
          s: { kind: sft, model: m, data: scenes.instruct, steps: 2, batch_size: 2 }
          d: { kind: dpo, from: s, data: scenes.preference, steps: 2, batch_size: 2 }
          q: { kind: benchmark, from: d, data: scenes.test, max_new_tokens: 2 }
          linear: { kind: linear_probe, from: d, data: scenes.objects, c: [1] }
        """;

    [Fact]
    public void It_is_trained_asked_and_probed_out_of_its_checkpoint()
    {
        using var folder = new TemporaryFolder();
        var compilation = ExperimentCompiler.Compile(folder.Write("spec.yaml", Spec), [], new DataInspector(null, full: true));
        Assert.True(compilation.Plan is not null, DiagnosticText.Render(compilation.Diagnostics));
        var done = StageRuns.Run(compilation.Plan!, folder);
        Assert.Equal(["d", "d.reference", "linear", "linear.features", "q", "s"], done.Keys.Order(StringComparer.Ordinal));
        using var model = MultimodalCheckpoint.Load(done["d"].Folder.Checkpoint);
        Assert.Equal("llava_onevision", CheckpointDescription.Read(done["d"].Folder.Checkpoint).ModelType);
        Assert.NotNull(model.Anyres);
    }
}
