using System.Text.Json.Nodes;
using Pivot.Runner.Models;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Vision;
using Pivot.Runner.Store;
using TorchSharp;

namespace Pivot.Runner.Stages;

/// <summary>The model in a finished stage's checkpoint: a multimodal model (after sft, dpo) or a pair of towers (after contrastive).</summary>
public sealed class ParentModel : IDisposable
{
    private ParentModel(MultimodalModel? multimodal, SiglipModel? towers) => (Multimodal, Towers) = (multimodal, towers);

    /// <summary>The whole model, or null when there are only towers.</summary>
    public MultimodalModel? Multimodal { get; }

    /// <summary>Vision and text tower, or null when there is a multimodal model.</summary>
    public SiglipModel? Towers { get; }

    /// <summary>The vision tower in it.</summary>
    public SiglipVisionModel VisionTower => Multimodal?.VisionTower ?? Towers!.VisionTower();

    /// <summary>Loads it.</summary>
    /// <exception cref="CheckpointException">The checkpoint cannot be read.</exception>
    public static ParentModel Load(CompletedStage stage, torch.Device device)
    {
        var folder = stage.Folder.Checkpoint;
        var type = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "config.json")))?["model_type"]?.GetValue<string>();
        return type switch
        {
            "llava" => new ParentModel(MultimodalCheckpoint.Load(folder, device), null),
            "siglip" => new ParentModel(null, SiglipCheckpoint.Load(folder, device)),
            _ => throw new CheckpointException($"{folder}: model_type `{type}` is not one of llava, siglip"),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Multimodal?.Dispose();
        Towers?.Dispose();
    }
}
