using System.Text.Json.Nodes;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Stages;
using Pivot.Runner.Stages.Folders;
using Pivot.Runner.Tests.Models;

namespace Pivot.Runner.Tests.Stages.Folders;

public sealed class FolderCheckTests : ModelTest, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pivot-folder-check-").FullName;

    [Fact]
    public void A_sound_folder_is_told_with_its_parts_and_its_digest()
    {
        using var model = Samples.NewMultimodalModel(4);
        MultimodalCheckpoint.Save(model, folder);
        Write("tokenizer.json", """{"model": {"type": "BPE", "vocab": {"a": 0, "b": 29}, "merges": [], "unk_token": "a"}, "added_tokens": [{"id": 30, "content": "<image>"}]}""");
        Write("tokenizer_config.json", """{"eos_token": "b"}""");
        Write("preprocessor_config.json", """{"image_processor_type": "SiglipImageProcessor", "size": {"height": 12, "width": 12}, "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5]}""");
        var report = Check();
        Assert.Empty(report.Diagnostics);
        Assert.Equal(("llava", "vision tower, projector and language model"), (report.ModelType, report.Kind));
        Assert.Equal(["vision_tower", "projector", "language_model"], report.Parts.Select(part => part.Name));
        Assert.Equal(model.parameters().Sum(p => p.numel()), report.Parameters);
        Assert.Equal(report.Parameters, report.Parts.Sum(part => part.Parameters));
        Assert.Equal(["F32"], report.Types);
        Assert.Equal(["language_model", "model", "tokenizer", "vision_tower"], report.Digests.Keys);
        Assert.Equal(new CheckpointInspector(null).Inspect(folder, InspectedPart.VisionTower).Digest, report.Digests["vision_tower"]);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        using var model = Samples.NewLanguageModel();
        LanguageModelCheckpoint.Save(model, folder);
        var config = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "config.json")))!;
        config["intermediate_size"] = 41;
        Write("config.json", config.ToJsonString());
        Write("tokenizer.json", """{"model": {"vocab": {"a": 31}}}""");
        Write("tokenizer_config.json", "{");
        Write("special_tokens_map.json", "[]");
        Write("added_tokens.json", """{"<x>": "y"}""");
        var report = Check();
        Assert.Empty(report.Digests);
        Assert.Equal(
        [
            (DiagnosticCodes.CheckpointUnreadable, "added_tokens.json gives the token '<x>' the id \"y\"; whole numbers from 0 belong there"),
            (DiagnosticCodes.CheckpointUnreadable, "special_tokens_map.json is not a JSON object"),
            (DiagnosticCodes.CheckpointUnreadable, "tokenizer_config.json is not readable JSON"),
            (DiagnosticCodes.CheckpointMismatch, $"{folder} does not fit the model: 6 misshapen: model.layers.0.mlp.down_proj.weight is [24, 40], the model's is [24, 41],"),
            (DiagnosticCodes.CheckpointMismatch, "the tokenizer has tokens up to 31; the model's vocab_size is 31"),
        ], report.Diagnostics.Select(d => (d.Code, d.Message)).Order().Select(d => (d.Code, Begin(d.Message))).ToList());

        string Begin(string message) => message.Contains("misshapen") ? message[..(message.IndexOf(']', message.IndexOf("model's is")) + 2)]
            : message.Contains("readable JSON") ? message[..message.IndexOf(" (", StringComparison.Ordinal)] : message;
    }

    [Fact]
    public void A_picture_of_another_size_and_missing_tokenizer_files_are_warnings()
    {
        using var model = Samples.NewMultimodalModel(4);
        MultimodalCheckpoint.Save(model, folder);
        Write("preprocessor_config.json", """{"image_processor_type": "SiglipImageProcessor", "size": {"height": 16, "width": 16}}""");
        var report = Check();
        Assert.Equal([Severity.Warning, Severity.Warning], report.Diagnostics.Select(d => d.Severity));
        Assert.Contains(report.Diagnostics, d => d.Message.Contains("makes pictures of 16 x 16 pixels; the vision tower's image_size is 12"));
        Assert.NotEmpty(report.Digests);
        Write("preprocessor_config.json", """{"image_processor_type": "SiglipImageProcessor", "size": "large"}""");
        Assert.True(Check().Diagnostics.HasErrors);
    }

    [Fact]
    public void Folders_that_hold_no_model_are_diagnosed()
    {
        Assert.Equal(2, Check().Diagnostics.Count(d => d.Code == DiagnosticCodes.CheckpointUnreadable));
        Write("config.json", """{"model_type": "mamba"}""");
        File.WriteAllBytes(Path.Combine(folder, "pytorch_model.bin"), [0x80, 2]);
        var messages = Check().Diagnostics.Select(d => d.Message).ToList();
        Assert.Contains(messages, m => m.Contains("model_type is 'mamba'; known are siglip_vision_model"));
        Assert.Contains(messages, m => m.Contains("weights_only=True"));
        Assert.True(new FolderCheck(null).Check(folder + "-none").Diagnostics.HasErrors);
    }

    void IDisposable.Dispose()
    {
        Directory.Delete(folder, recursive: true);
        Dispose();
    }

    private FolderReport Check() => new FolderCheck(null).Check(folder);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
}
