using System.Text.Json;
using System.Text.Json.Nodes;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Explaining;
using Pivot.Runner.Store;
using Pivot.Runner.Tests.Store;

namespace Pivot.Runner.Tests.Explaining;

/// <summary>A store in which the stages of a spec lie as if they had been done, minute by minute; and the spec again, changed.</summary>
internal sealed class MadeStore : IDisposable
{
    private const string Text = """
        pivot: 1
        name: made
        data:
          scenes: { source: scenes, train: 600, test: 100 }
          photos: { source: captions, path: photos.json, images: . }
        models:
          nano:
            vision_tower: { arch: siglip, image_size: 48, patch_size: 8, width: 96, depth: 4, heads: 4 }
            projector: { arch: mlp, depth: 2 }
            language_model: { arch: qwen2, width: 96, depth: 4, heads: 4 }
        stages:
          see: { kind: contrastive, model: nano, data: scenes.captions, steps: 60 }
          align: { kind: sft, from: see, data: photos, train: [projector], steps: 15 }
          instruct: { kind: sft, from: align, data: scenes.instruct, steps: 40, learning_rate: 1e-3 }
          post: { kind: sft, from: instruct, data: scenes.preference, steps: 12, learning_rate: 1e-4 }
          vqa: { kind: benchmark, from: post, data: scenes.test }
          linear: { kind: linear_probe, from: post, data: scenes.objects }
        arms:
          sft: {}
          dpo: { stages.post: { kind: dpo, beta: 0.1 } }
        seeds: { values: [0, 1], from: post }
        """;

    private readonly TemporaryStore _temporary = new();

    public MadeStore(params string[] sets)
    {
        var done = new DateTimeOffset(2025, 3, 14, 9, 0, 0, TimeSpan.Zero);
        foreach (var node in Plan("photos 1", sets).Nodes) Put(node, done = done.AddMinutes(1));
    }

    public ArtifactStore Store => _temporary.Store;

    public void Dispose() => _temporary.Dispose();

    /// <summary>The spec compiled, with changes.</summary>
    public static Plan Plan(string photos, params string[] sets)
    {
        var compilation = ExperimentCompiler.CompileText(Text, "<made>", Path.GetTempPath(), sets, new Inspector(photos));
        Assert.True(compilation.Plan is not null, DiagnosticText.Render(compilation.Diagnostics));
        return compilation.Plan!;
    }

    /// <summary>Puts a finished stage into the store, its content as it is or changed.</summary>
    public void Put(PlanNode node, DateTimeOffset finished, Action<JsonObject>? change = null)
    {
        var folder = Store.Folder(node.Key);
        Directory.CreateDirectory(folder.Path);
        var content = JsonNode.Parse(node.Content)!.AsObject();
        change?.Invoke(content);
        (StageDescription.Of(node, TestPlans.Host, 90, 1) with { FinishedAt = finished, Content = JsonElement.Parse(content.ToJsonString()) }).Write(folder);
        Manifest.Of(node.Key, folder).Write(folder);
    }

    /// <summary>The explanation's text of every node with a stage's name; folders are told by their key.</summary>
    public string Explain(Plan plan, string stage, string? arm = null)
    {
        var explainer = new StageExplainer(plan, Store);
        var nodes = plan.Nodes.Where(n => n.Stage == stage && (arm is null || n.Arms.Contains(arm)));
        return ExplanationText.Render(
            [.. nodes.Select(explainer.Explain)], e => $"{e.Node.Stage} · {string.Join("+", e.Node.Arms)} · seed {string.Join("+", e.Node.Seeds)}",
            s => $"stages/{s.Key[..8]}", s => $"{s} s");
    }

    private sealed class Inspector(string photos) : IDataInspector
    {
        public DataInspection Inspect(DataView view) => view is AnnotationView ? new DataInspection(photos, photos, []) : new DataInspection("world", "world", []);

        public int? VocabularySize(TokenizerSpec tokenizer, IReadOnlyList<DataView> text) => null;

        public CheckpointInspection InspectCheckpoint(string folder, InspectedPart part) => throw new NotSupportedException();
    }
}
