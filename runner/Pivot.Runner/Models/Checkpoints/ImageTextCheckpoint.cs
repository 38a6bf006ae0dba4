using Pivot.Runner.Models.Checkpoints.Descriptions;
using Pivot.Runner.Models.Vision;
using TorchSharp;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>A pair of image and text tower (SigLIP's, CLIP's) in a folder, in HuggingFace's layout.</summary>
public static class ImageTextCheckpoint
{
    /// <summary>Writes config.json and model.safetensors; the same weights give the same bytes.</summary>
    /// <param name="model">The model, on any device.</param>
    /// <param name="folder">The folder, made if it is not there.</param>
    public static void Save(ImageTextModel model, string folder) => ModelFolder.Save(model, folder, ImageTextDescriptions.Write(model));

    /// <summary>Builds the model that config.json describes and loads its weights, as float32.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where the model lives; null is the CPU.</param>
    /// <exception cref="CheckpointException">The folder has no such model, or weights are missing, unexpected or misshapen.</exception>
    public static ImageTextModel Load(string folder, torch.Device? device = null)
    {
        var (vision, text) = ImageTextDescriptions.Read(DescriptionFile.Read(folder));
        var tensors = CheckpointTensors.Open(folder);
        return ModelFolder.Load(folder, () => ImageTextModels.Build(vision, text, device),
            model => ModuleState.Load(model, tensors, ignore: name => name.EndsWith(".position_ids", StringComparison.Ordinal)));
    }
}
