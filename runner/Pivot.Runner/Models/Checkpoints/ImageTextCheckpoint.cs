using Pivot.Runner.Models.Checkpoints.Descriptions;
using Pivot.Runner.Models.Vision;
using TorchSharp;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>A pair of image and text tower (SigLIP's, CLIP's) in a folder, in HuggingFace's layout.</summary>
public static class ImageTextCheckpoint
{
    /// <summary>Writes config.json and the weights; the same weights give the same bytes.</summary>
    /// <param name="model">The model, on any device.</param>
    /// <param name="folder">The folder, made if it is not there.</param>
    /// <param name="settings">How it is written; null as transformers does by default.</param>
    public static void Save(ImageTextModel model, string folder, SaveSettings? settings = null)
    {
        var origin = CheckpointOrigin.Of(model);
        var description = ModelFolder.Describe(
            origin, ImageTextDescriptions.Write(model.VisionShape, model.TextShape), reader => ImageTextDescriptions.Write(ImageTextDescriptions.Read(reader)));
        ModelFolder.Save(model, folder, description, origin?.Files ?? new Dictionary<string, byte[]>(), generates: false, settings);
    }

    /// <summary>Builds the model that config.json describes and loads its weights.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where the model lives; null is the CPU.</param>
    /// <param name="type">The parameters' type, whatever the files hold; null is float32.</param>
    /// <exception cref="CheckpointException">The folder has no such model, or weights are missing, unexpected or misshapen.</exception>
    public static ImageTextModel Load(string folder, torch.Device? device = null, torch.ScalarType? type = null)
    {
        var description = CheckpointDescription.Read(folder);
        if (description.Kind != CheckpointKind.TowerPair)
            throw new CheckpointException($"{description.Path}: model_type is '{description.ModelType}', which is not an image and a text tower together");
        return (ImageTextModel)ModelFolder.Load(description, null, device, type);
    }
}
