using System.Text.Json.Nodes;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Plans.Printing;

namespace Pivot.Dsl.Tests.Plans;

/// <summary>A plan on a machine that does not have what it reads: whole where widths are known, and it says what to fetch.</summary>
public class FetchTests
{
    private const string Spec = """
        pivot: 1
        name: fetch
        data: { scenes: { source: scenes, train: 60, test: 10 }, talks: { source: llava, path: talks.json, images: pictures } }
        models:
          eyes:
            vision_tower: { checkpoint: models/google/siglip-base-patch16-384 }
            language_model: { checkpoint: models/Qwen/Qwen2.5-0.5B-Instruct }
        stages:
          post: { kind: sft, data: scenes.captions, steps: 2 }
          raw: { kind: linear_probe, data: scenes.objects }
        """;

    [Fact]
    public void Known_folders_that_are_not_there_are_a_warning_each_and_a_list()
    {
        using var file = new SpecFile();
        var compilation = Compile(file, Spec);
        Assert.Equal(
            [("PVT418", Severity.Warning, "models.eyes.vision_tower.checkpoint", 6), ("PVT418", Severity.Warning, "models.eyes.language_model.checkpoint", 7)],
            compilation.Diagnostics.Select(d => (d.Code, d.Severity, d.Path, d.Span.Line)));
        var folder = Path.Combine(file.Folder, "models/google/siglip-base-patch16-384");
        Assert.Equal(["vision tower of models.eyes", "language model of models.eyes"], compilation.Plan!.ToFetch.Select(item => item.What));
        Assert.Equal((folder, $"huggingface-cli download google/siglip-base-patch16-384 --local-dir {folder}"), (compilation.Plan.ToFetch[0].Path, compilation.Plan.ToFetch[0].Command));
        Assert.Equal("chat", compilation.Plan.Nodes[0].Model!.Tokenizer.Template);
    }

    [Fact]
    public void The_list_is_in_the_text_and_in_the_json()
    {
        using var file = new SpecFile();
        var plan = Compile(file, Spec).Plan!;
        var page = new PlanPage { IsCached = _ => false };
        Assert.Contains(FetchLines.Render(plan.ToFetch), PlanText.Render(plan, page));
        var list = JsonNode.Parse(PlanJson.Render(plan, page))!["to_fetch"]!.AsArray();
        Assert.Equal(["google/siglip-base-patch16-384", "Qwen/Qwen2.5-0.5B-Instruct"], list.Select(item => (string?)item!["name"]));
        Assert.Equal("", FetchLines.Render([]));
    }

    [Fact]
    public void Keys_hold_the_published_name_and_not_the_place_and_are_others_than_those_of_the_folder()
    {
        using var one = new SpecFile();
        using var other = new SpecFile();
        string[] Keys(SpecFile file, string spec) => [.. Compile(file, spec).Plan!.Nodes.Select(n => n.Key)];
        var keys = Keys(one, Spec);
        Assert.Equal(keys, Keys(other, Spec.Replace("models/google", "../google")));
        var text = Compile(one, Spec).Plan!.Nodes[0].Content;
        Assert.Contains("\"checkpoint\":\"to fetch google", text);
        one.Write("models/google/siglip-base-patch16-384/config.json", """{ "model_type": "siglip_vision_model", "image_size": 384 }""");
        Assert.Empty(keys.Intersect([.. ExperimentCompiler.Compile(one.Write("spec.yaml", Spec), [], null).Plan!.Nodes.Select(n => n.Key)]));
    }

    [Fact]
    public void An_unknown_folder_is_planned_where_all_its_widths_are_written()
    {
        const string written = "arch: siglip, image_size: 64, patch_size: 16, width: 32, depth: 2, heads: 2";
        using var file = new SpecFile();
        var plan = Compile(file, Spec.Replace("models/google/siglip-base-patch16-384", $"towers/mine, {written}")).Plan!;
        Assert.Equal((null, null), (plan.ToFetch[0].Name, plan.ToFetch[0].Command));
        Assert.Equal(32, plan.Nodes[0].Model!.VisionTower.Width);
        var refused = Compile(file, Spec.Replace("models/google/siglip-base-patch16-384", $"towers/mine, {written.Replace(", depth: 2", "")}"));
        Assert.Equal(DiagnosticCodes.CheckpointUnreadable, refused.Diagnostics.Single(d => d.Severity == Severity.Error).Code);
        Assert.Contains("with depth written as well", refused.Diagnostics.Single(d => d.Severity == Severity.Error).Hint);
    }

    [Fact]
    public void Data_that_is_not_there_joins_the_list_only_where_a_model_is_to_be_fetched_too()
    {
        using var file = new SpecFile();
        var compilation = Compile(file, Spec.Replace("data: scenes.captions", "data: talks"));
        Assert.False(compilation.Diagnostics.HasErrors);
        Assert.Equal(["talks.json", "pictures"], compilation.Plan!.ToFetch.Skip(2).Select(item => Path.GetFileName(item.Path)));
        Assert.Single(compilation.Diagnostics, d => d.Path == "data.talks.path");
        var alone = Compile(file, Spec.Replace("data: scenes.captions", "data: talks")
            .Replace("{ checkpoint: models/google/siglip-base-patch16-384 }", "{}").Replace("{ checkpoint: models/Qwen/Qwen2.5-0.5B-Instruct }", "{}"));
        Assert.Contains(alone.Diagnostics, d => d is { Code: DiagnosticCodes.MissingFile, Severity: Severity.Error });
        Assert.Null(alone.Plan);
    }

    private static Compilation Compile(SpecFile file, string spec) => ExperimentCompiler.Compile(file.Write("spec.yaml", spec), [], new AbsentData());
}
