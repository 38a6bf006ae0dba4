using Pivot.Runner.Models.Checkpoints.Descriptions;
using Pivot.Runner.Models.Vision;
using TorchSharp;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>A vision tower in a folder. Loading also takes the tower out of a SigLIP or a LLaVA checkpoint.</summary>
public static class VisionTowerCheckpoint
{
    /// <summary>Writes config.json and model.safetensors; the same weights give the same bytes.</summary>
    /// <param name="model">The model, on any device.</param>
    /// <param name="folder">The folder, made if it is not there.</param>
    public static void Save(VisionTower model, string folder) =>
        ModelFolder.Save(model, folder, DescriptionVersion.Top(VisionDescriptions.Architecture(model.Shape), VisionDescriptions.Write(model.Shape)));

    /// <summary>Loads a tower, as float32: a folder of type siglip_vision_model, or the tower of one of type siglip or llava.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where the model lives; null is the CPU.</param>
    /// <exception cref="CheckpointException">The folder has no such model, or weights are missing, unexpected or misshapen.</exception>
    public static VisionTower Load(string folder, torch.Device? device = null)
    {
        var (shape, prefix, belongs) = Describe(folder);
        var tensors = CheckpointTensors.Open(folder);
        return ModelFolder.Load(folder, () => VisionTowers.Build(shape, device), model => ModuleState.Load(model, tensors, prefix, name => !belongs(name)));
    }

    /// <summary>The tower that a folder's config.json describes, the prefix of its tensors' names, and which of the names under the prefix are the tower's.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="CheckpointException">The folder has no readable config.json of a model with such a tower.</exception>
    public static (VisionShape Shape, string Prefix, Func<string, bool> Belongs) Describe(string folder)
    {
        var reader = DescriptionFile.Read(folder);
        var modelType = reader.Text("model_type", "");
        var (shape, prefix) = modelType switch
        {
            SiglipVisionDescription.ModelType => (VisionDescriptions.Read(reader), ""),
            SiglipDescription.ModelType => (SiglipDescription.Read(reader).Vision, ""),
            LlavaDescription.ModelType => (LlavaDescription.Read(reader).Vision, "vision_tower."),
            _ => throw new CheckpointException(
                $"{reader.Path}: model_type is '{modelType}'; a vision tower is taken out of siglip_vision_model, siglip or llava"),
        };
        var isPart = modelType == SiglipDescription.ModelType;
        return (shape, prefix, name =>
            !name.EndsWith(".position_ids", StringComparison.Ordinal) && (!isPart || name.StartsWith("vision_model.", StringComparison.Ordinal)));
    }
}
