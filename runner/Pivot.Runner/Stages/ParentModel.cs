using System.Text.Json.Nodes;
using Pivot.Runner.Models;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Vision;
using Pivot.Runner.Store;
using TorchSharp;

namespace Pivot.Runner.Stages;

/// <summary>
/// The model in a finished stage's checkpoint: a multimodal model (after sft, dpo) or a pair of towers (after contrastive). Or a vision tower alone, out of a
/// checkpoint that the spec names.
/// </summary>
public sealed class ParentModel : IDisposable
{
    private readonly VisionTower? _tower;

    private ParentModel(MultimodalModel? multimodal, ImageTextModel? towers, VisionTower? tower = null) =>
        (Multimodal, Towers, _tower) = (multimodal, towers, tower);

    /// <summary>The whole model, or null when there are only towers.</summary>
    public MultimodalModel? Multimodal { get; }

    /// <summary>Vision and text tower, or null when there is a multimodal model or a vision tower alone.</summary>
    public ImageTextModel? Towers { get; }

    /// <summary>The vision tower in it.</summary>
    public VisionTower VisionTower => Multimodal?.VisionTower ?? _tower ?? Towers!.VisionTower();

    /// <summary>Loads it.</summary>
    /// <exception cref="CheckpointException">The checkpoint cannot be read.</exception>
    public static ParentModel Load(CompletedStage stage, torch.Device device)
    {
        var folder = stage.Folder.Checkpoint;
        var type = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "config.json")))?["model_type"]?.GetValue<string>();
        return type switch
        {
            "llava" or "llava_onevision" => new ParentModel(MultimodalCheckpoint.Load(folder, device), null),
            "siglip" or "clip" => new ParentModel(null, ImageTextCheckpoint.Load(folder, device)),
            _ => throw new CheckpointException($"{folder}: model_type `{type}` is not one of llava, llava_onevision, siglip, clip"),
        };
    }

    /// <summary>Loads a tower that a spec names: <c>vision_tower.checkpoint</c>.</summary>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <param name="device">Where the tower is to live.</param>
    /// <exception cref="CheckpointException">The checkpoint cannot be read, or has no vision tower.</exception>
    public static ParentModel LoadTower(string folder, torch.Device device) => new(null, null, VisionTowerCheckpoint.Load(folder, device));

    /// <inheritdoc/>
    public void Dispose()
    {
        _tower?.Dispose();
        Multimodal?.Dispose();
        Towers?.Dispose();
    }
}
