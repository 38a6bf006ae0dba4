using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Stages;
using Pivot.Runner.Store;
using Pivot.Runner.Tests.Data;
using Pivot.Runner.Tests.Models;
using TorchSharp;

namespace Pivot.Runner.Tests.Stages;

/// <summary>Rows of text alone among rows with images: read as they are where the view says so.</summary>
public sealed class TextAloneTests : ModelTest
{
    private const string Spec = """
        pivot: 1
        name: text
        data:
          talk: { source: llava, path: talk.json, text_only: keep }
          pairs: { source: preference, path: pairs.jsonl, text_only: keep }
        models:
          nano:
            vision_tower: { image_size: 16, patch_size: 8, width: 16, depth: 1, heads: 2 }
            language_model: { width: 16, depth: 1, heads: 2 }
        stages:
          whole: { kind: sft, model: nano, data: talk, steps: 3, batch_size: 2 }
          frozen: { kind: sft, from: whole, data: talk, train: [projector], steps: 4, batch_size: 1 }
          pref: { kind: dpo, from: whole, data: pairs, steps: 2, batch_size: 2 }
        """;

    [Fact]
    public void They_are_trained_on_with_a_moving_tower_a_frozen_one_and_as_pairs()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.png"), ImageFile.EncodePng(new RasterImage(16, 16, new byte[16 * 16 * 3])));
        folder.Write("talk.json", """
            [{"id": "1", "image": "a.png", "conversations": [{"from": "human", "value": "<image>\nwhat is it"}, {"from": "gpt", "value": "black"}]},
             {"id": "2", "conversations": [{"from": "human", "value": "what is two"}, {"from": "gpt", "value": "one and one"}]},
             {"id": "3", "conversations": [{"from": "human", "value": "what is one"}, {"from": "gpt", "value": "one"}]}]
            """);
        folder.Write("pairs.jsonl", """
            {"image": "a.png", "question": "what is it", "chosen": "black", "rejected": "one"}
            {"question": "what is one", "chosen": "one", "rejected": "black"}
            """);
        var compilation = ExperimentCompiler.Compile(folder.Write("spec.yaml", Spec), [], new DataInspector(null, full: true));
        Assert.True(compilation.Plan is not null, DiagnosticText.Render(compilation.Diagnostics));
        var done = StageRuns.Run(compilation.Plan!, folder);
        Assert.Contains("frozen.features", done.Keys);
        Assert.All(new[] { "whole", "frozen", "pref" }, stage => Assert.Contains("\"loss\"", File.ReadAllText(done[stage].Folder.Metrics)));
    }

    [Fact]
    public void Without_the_word_they_are_an_error_that_names_it_and_captions_do_not_take_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write("talk.json", """[{"id": "2", "conversations": [{"from": "human", "value": "what is two"}, {"from": "gpt", "value": "one and one"}]}]""");
        var plain = folder.Write("plain.yaml", Spec.Replace(", text_only: keep", "").Replace("pref:", "# pref:").Replace("pairs:", "# pairs:"));
        Assert.Contains("text_only: keep", Assert.Single(ExperimentCompiler.Compile(plain, [], new DataInspector(null, full: true)).Diagnostics).Message);
        var captions = folder.Write("captions.yaml", Spec.Replace("source: llava", "source: captions").Replace("pref:", "# pref:").Replace("pairs:", "# pairs:"));
        Assert.Contains("is for conversations and preference pairs", Assert.Single(ExperimentCompiler.Compile(captions, [], new DataInspector(null, full: true)).Diagnostics).Message);
    }
}
