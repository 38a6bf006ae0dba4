using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Models.Adapters;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Stages;
using Pivot.Runner.Store;
using Pivot.Runner.Tests.Data;
using Pivot.Runner.Tests.Models;
using TorchSharp;

namespace Pivot.Runner.Tests.Stages;

/// <summary>Stages with lora: what they train, what they leave behind, and that they go on where they were stopped.</summary>
public sealed class AdapterStageTests : ModelTest
{
    private const string Spec = """
        pivot: 1
        name: adapters
        data: { scenes: { source: scenes, image_size: 32, train: 40, test: 8, seed: 4 } }
        models:
          nano:
            vision_tower: { image_size: 16, patch_size: 8, width: 16, depth: 1, heads: 2 }
            language_model: { width: 16, depth: 2, heads: 2 }
        stages:
          base: { kind: sft, model: nano, data: scenes.captions, steps: 1, batch_size: 4 }
          post:
            kind: sft
            from: base
            data: scenes.captions
            train: [projector, language_model]
            steps: 6
            batch_size: 4
            accumulate: 2
            evaluate_every: 3
            checkpoint_every: 2
            learning_rate: 1e-2
            lora: { rank: 2, alpha: 4, dropout: 0.25, targets: [q_proj, v_proj] }
          pref: { kind: dpo, from: post, data: scenes.preference, steps: 3, batch_size: 4, loss: mpo, checkpoint_every: 1, learning_rate: 1e-2 }
        """;

    [Fact]
    public void A_stage_leaves_the_merged_model_and_its_adapters_behind_and_nothing_else_has_moved()
    {
        using var folder = new TemporaryFolder();
        var done = Run(folder, "quiet", stopAt: 0);
        using var before = MultimodalCheckpoint.Load(done["base"].Folder.Checkpoint);
        using var after = MultimodalCheckpoint.Load(done["post"].Folder.Checkpoint);
        var (old, merged) = (ModuleState.Of(before), ModuleState.Of(after));
        Assert.Equal(old.Keys, merged.Keys);
        var adapter = TensorFile.Load(Path.Combine(done["post"].Folder.Checkpoint, TrainingRun.AdapterFolderName, AdapterFolder.WeightsName));
        Assert.Equal(8, adapter.Count);
        using var noGrad = torch.no_grad();
        foreach (var (name, values) in merged)
        {
            var moved = !values.equal(old[name]).all().item<bool>();
            if (name.StartsWith("multi_modal_projector.", StringComparison.Ordinal)) Assert.True(moved, name);
            else if (!adapter.TryGetValue($"base_model.model.{name[..name.LastIndexOf('.')]}.lora_A.weight", out var down) || name.EndsWith(".bias", StringComparison.Ordinal)) Assert.False(moved, name);
            else
            {
                var up = adapter[$"base_model.model.{name[..name.LastIndexOf('.')]}.lora_B.weight"];
                Assert.True(moved, name);
                Assert.True((old[name] + up.mm(down) * 2 - values).abs().max().item<float>() < 1e-6, name);
            }
        }
    }

    [Fact]
    public void Stopped_at_every_step_it_ends_with_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        var (quiet, stopped) = (Run(folder, "quiet", stopAt: 0), Run(folder, "stopped", stopAt: 1));
        Assert.Equal(7, stops); // 6 + 3 + 1 steps, the last of each stage is not stopped after
        foreach (var stage in new[] { "post", "pref" })
        {
            foreach (var file in Directory.GetFiles(quiet[stage].Folder.Checkpoint, "*", SearchOption.AllDirectories))
            {
                var other = Path.Combine(stopped[stage].Folder.Checkpoint, Path.GetRelativePath(quiet[stage].Folder.Checkpoint, file));
                Assert.True(File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(other)), file);
            }
            Assert.Equal(Losses(quiet[stage]), Losses(stopped[stage]));
        }
    }

    private int stops;

    // Times and speeds differ; what was computed does not.
    private static IReadOnlyList<string> Losses(CompletedStage stage) =>
        [.. File.ReadLines(stage.Folder.Metrics).Select(line => System.Text.Json.Nodes.JsonNode.Parse(line)!["loss"]!.ToJsonString())];

    private Dictionary<string, CompletedStage> Run(TemporaryFolder folder, string name, int stopAt)
    {
        var compilation = ExperimentCompiler.Compile(folder.Write("spec.yaml", Spec), [], new DataInspector(null, full: true));
        Assert.True(compilation.Plan is not null, DiagnosticText.Render(compilation.Diagnostics));
        var done = new Dictionary<string, CompletedStage>();
        foreach (var node in compilation.Plan!.Nodes)
        {
            var to = new StageFolder(Directory.CreateDirectory(folder.File($"{name}/{node.Key}")).FullName);
            var parents = node.Parents.ToDictionary(p => p.Key, p => done.Values.Single(d => d.Key == p.Value));
            for (var runs = 0; ; runs++)
            {
                using var stop = new CancellationTokenSource();
                try
                {
                    StageCatalog.All[node.Spec.Kind].Run(new StageContext(node, parents, to, torch.CPU, new Stopper(stop, stopAt)), stop.Token);
                    break;
                }
                catch (OperationCanceledException)
                {
                    stops++;
                    Assert.True(runs < 20, "it does not come forward");
                }
            }
            done[node.Stage] = new CompletedStage(node.Key, to);
        }
        return done;
    }

    private sealed class Stopper(CancellationTokenSource stop, int after) : IStageProgress
    {
        private int _steps;

        public void Report(long done, long total, string unit, double? loss = null, double? samplesPerSecond = null)
        {
            if (loss is not null && ++_steps == after) stop.Cancel();
        }
    }
}
