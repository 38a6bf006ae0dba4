using Pivot.Runner.Models.Checkpoints.Descriptions;
using Pivot.Runner.Models.Vision;
using TorchSharp;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>A SigLIP model (both towers) in a folder, in HuggingFace's layout.</summary>
public static class SiglipCheckpoint
{
    /// <summary>Writes config.json and model.safetensors; the same weights give the same bytes.</summary>
    /// <param name="model">The model, on any device.</param>
    /// <param name="folder">The folder, made if it is not there.</param>
    public static void Save(SiglipModel model, string folder) =>
        ModelFolder.Save(model, folder, new SiglipDescription(model.VisionShape, model.TextShape).Write());

    /// <summary>Builds the model that config.json describes and loads its weights, as float32.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where the model lives; null is the CPU.</param>
    /// <exception cref="CheckpointException">The folder has no such model, or weights are missing, unexpected or misshapen.</exception>
    public static SiglipModel Load(string folder, torch.Device? device = null)
    {
        var description = SiglipDescription.Read(DescriptionFile.Read(folder));
        var tensors = CheckpointTensors.Open(folder);
        return ModelFolder.Load(folder, () => new SiglipModel(description.Vision, description.Text, device),
            model => ModuleState.Load(model, tensors, ignore: name => name.EndsWith(".position_ids", StringComparison.Ordinal)));
    }
}
