using System.Text.Json.Nodes;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Graphs;
using Pivot.Dsl.Plans;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Stages;
using Pivot.Runner.Tests.Data;
using Pivot.Runner.Tests.Goldens;

namespace Pivot.Runner.Tests.Stages;

/// <summary>Folders that transformers wrote are what the compiler computes from their config.json: every tensor's name and shape, in both directions.</summary>
public class CheckpointPreflightTests
{
    private static readonly string[] Wholes = ["llava", "llava_onevision"];
    private static readonly string[] Languages = ["qwen2", "llama"];

    public static TheoryData<string> Folders => [.. GoldenFolder.WithFile("config.json").Select(f => f.Path)];

    [Fact]
    public void Every_reference_model_is_looked_at()
    {
        if (Environment.GetEnvironmentVariable("PIVOT_GOLDENS") is { Length: > 0 }) Assert.NotEmpty(Folders);
        else Assert.Equal(14, Folders.Count);
    }

    [Theory]
    [Trait("Category", "Golden")]
    [MemberData(nameof(Folders))]
    public void A_reference_model_passes_with_every_part_that_it_has(string folder)
    {
        var type = TypeOf(folder);
        if (!Wholes.Contains(type)) Passes(folder, Languages.Contains(type) ? $"vision_tower: {{}}, language_model: {{ checkpoint: '{folder}' }}" : $"vision_tower: {{ checkpoint: '{folder}' }}");
        else
        {
            Passes(folder, $"checkpoint: '{folder}'");
            Passes(folder, $"vision_tower: {{ checkpoint: '{folder}' }}, language_model: {{ checkpoint: '{folder}' }}");
        }
    }

    [Fact]
    public void A_tensor_of_another_shape_is_told_with_its_name()
    {
        var folder = Folders.Select(row => row.Data).First(f => TypeOf(f) == "qwen2");
        using var copy = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(folder, "model*")) File.Copy(file, copy.File(Path.GetFileName(file)));
        var config = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "config.json")))!;
        config["intermediate_size"] = (int)config["intermediate_size"]! + 8;
        copy.Write("config.json", config.ToJsonString());
        var found = Assert.Single(Compile($"vision_tower: {{}}, language_model: {{ checkpoint: '{copy.Path}' }}").Diagnostics, d => d.Severity == Severity.Error);
        Assert.Equal((DiagnosticCodes.CheckpointMismatch, "models.m.language_model.checkpoint"), (found.Code, found.Path));
        Assert.Contains("are not those of the language model that its config.json describes", found.Message);
        Assert.Contains("misshapen: model.layers.0.mlp.down_proj.weight [", found.Message);
    }

    [Fact]
    public void More_tokens_than_rows_are_told_before_the_run()
    {
        var folder = Folders.Select(row => row.Data).First(f => TypeOf(f) == "qwen2");
        var rows = (int)JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "config.json")))!["vocab_size"]!;
        var compilation = Compile($"vision_tower: {{}}, language_model: {{ checkpoint: '{folder}' }}", count: true);
        var found = Assert.Single(compilation.Diagnostics, d => d.Severity == Severity.Error);
        Assert.Equal($"the tokenizer of 'models.m' has 262 tokens, and its language model's embedding matrix {rows} rows (config.json: vocab_size)", found.Message);
    }

    [Fact]
    public void A_folder_without_tokenizer_files_is_told_where_its_tokenizer_is_wanted()
    {
        var folder = Folders.Select(row => row.Data).First(f => TypeOf(f) == "qwen2");
        var found = Assert.Single(Compile($"vision_tower: {{}}, language_model: {{ checkpoint: '{folder}' }}, tokenizer: {{ template: plain }}", byteTokens: false).Diagnostics, d => d.Severity == Severity.Error);
        Assert.Equal(DiagnosticCodes.CheckpointUnreadable, found.Code);
        Assert.Contains("has no tokenizer", found.Message);
    }

    private static void Passes(string folder, string model)
    {
        var compilation = Compile(model);
        Assert.True(compilation.Plan is not null, DiagnosticText.Render(compilation.Diagnostics));
        if (!model.StartsWith("checkpoint", StringComparison.Ordinal)) return;
        var node = compilation.Plan!.Nodes.Single(n => n.Stage == "post");
        var tensors = CheckpointTensors.Open(folder);
        Assert.Equal(tensors.Names.Sum(name => tensors.Entry(name).Shape.Aggregate(1L, (n, d) => n * d)), StageModules.Of(node, compilation.Plan)!.ParameterCount);
    }

    private static Compilation Compile(string model, bool count = false, bool byteTokens = true) => ExperimentCompiler.CompileText(
        $$"""
        pivot: 1
        name: parts
        data: { scenes: { source: scenes, image_size: 32, train: 8, test: 4 } }
        models: { m: { {{model}}{{(byteTokens ? ", tokenizer: { kind: byte }" : "")}} } }
        stages:
          post: { kind: {{(model.Contains("language_model", StringComparison.Ordinal) || model.StartsWith("checkpoint", StringComparison.Ordinal) ? "sft, data: scenes.instruct, steps: 1" : "knn_probe, data: scenes.objects")}} }
        """, "<parts>", "/", [], new DataInspector(null, full: true, count: count) { Checkpoints = new CheckpointInspector(null).Inspect });

    private static string TypeOf(string folder) => (string?)JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "config.json")))!["model_type"] ?? "";
}
