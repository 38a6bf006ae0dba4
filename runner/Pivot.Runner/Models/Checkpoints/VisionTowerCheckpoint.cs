using System.Text.Json.Nodes;
using Pivot.Runner.Models.Checkpoints.Descriptions;
using Pivot.Runner.Models.Vision;
using TorchSharp;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>A vision tower in a folder. Loading also takes the tower out of a pair of towers or of a multimodal model.</summary>
public static class VisionTowerCheckpoint
{
    /// <summary>Writes config.json and the weights; the same weights give the same bytes.</summary>
    /// <param name="model">The model, on any device.</param>
    /// <param name="folder">The folder, made if it is not there.</param>
    /// <param name="settings">How it is written; null as transformers does by default.</param>
    public static void Save(VisionTower model, string folder, SaveSettings? settings = null)
    {
        var origin = CheckpointOrigin.Of(model);
        var description = ModelFolder.Describe(origin, Description(model.Shape), reader => Description(VisionDescriptions.Read(reader)));
        ModelFolder.Save(model, folder, description, origin?.Files ?? new Dictionary<string, byte[]>(), generates: false, settings);
    }

    /// <summary>Loads a tower: a folder that holds nothing else, or the tower of a larger model.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where the model lives; null is the CPU.</param>
    /// <param name="type">The parameters' type, whatever the files hold; null is float32.</param>
    /// <exception cref="CheckpointException">The folder has no such model, or weights are missing, unexpected or misshapen.</exception>
    public static VisionTower Load(string folder, torch.Device? device = null, torch.ScalarType? type = null)
    {
        var description = CheckpointDescription.Read(folder);
        return (VisionTower)ModelFolder.Load(description, description.VisionTower(), device, type);
    }

    internal static JsonObject Description(VisionShape shape) => DescriptionVersion.Top(VisionDescriptions.Architecture(shape), VisionDescriptions.Write(shape));
}
