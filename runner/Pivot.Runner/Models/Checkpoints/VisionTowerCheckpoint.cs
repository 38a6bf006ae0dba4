using Pivot.Runner.Models.Vision;
using TorchSharp;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>A vision tower in a folder. Loading also takes the tower out of a SigLIP or a LLaVA checkpoint.</summary>
public static class VisionTowerCheckpoint
{
    /// <summary>Writes config.json and model.safetensors; the same weights give the same bytes.</summary>
    /// <param name="model">The model, on any device.</param>
    /// <param name="folder">The folder, made if it is not there.</param>
    public static void Save(SiglipVisionModel model, string folder) => throw new NotImplementedException();

    /// <summary>Builds the model that config.json describes and loads its weights, as float32.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where the model lives; null is the CPU.</param>
    /// <exception cref="CheckpointException">The folder has no such model, or weights are missing, unexpected or misshapen.</exception>
    public static SiglipVisionModel Load(string folder, torch.Device? device = null) => throw new NotImplementedException();
}
