using Pivot.Runner.Models.Language;
using Pivot.Runner.Models.Vision;
using TorchSharp;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>A model of any kind in a folder: what config.json says it is.</summary>
public static class ModelCheckpoint
{
    /// <summary>Builds the whole model that a folder holds and loads its weights.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where the model lives; null is the CPU.</param>
    /// <param name="type">The parameters' type, whatever the files hold; null is float32.</param>
    /// <exception cref="CheckpointException">The folder holds no model that is known, or weights are missing, unexpected or misshapen.</exception>
    public static torch.nn.Module Load(string folder, torch.Device? device = null, torch.ScalarType? type = null) => CheckpointDescription.Read(folder).Kind switch
    {
        CheckpointKind.VisionTower => VisionTowerCheckpoint.Load(folder, device, type),
        CheckpointKind.LanguageModel => LanguageModelCheckpoint.Load(folder, device, type),
        CheckpointKind.TowerPair => ImageTextCheckpoint.Load(folder, device, type),
        _ => MultimodalCheckpoint.Load(folder, device, type),
    };

    /// <summary>Writes a model's folder.</summary>
    /// <param name="model">A vision tower, a language model, a pair of towers or all of a multimodal model; on any device.</param>
    /// <param name="folder">The folder, made if it is not there.</param>
    /// <param name="settings">How it is written; null as transformers does by default.</param>
    /// <exception cref="ArgumentException">The module is none of these.</exception>
    public static void Save(torch.nn.Module model, string folder, SaveSettings? settings = null)
    {
        switch (model)
        {
            case VisionTower tower: VisionTowerCheckpoint.Save(tower, folder, settings); break;
            case CausalLanguageModel language: LanguageModelCheckpoint.Save(language, folder, settings); break;
            case ImageTextModel pair: ImageTextCheckpoint.Save(pair, folder, settings); break;
            case MultimodalModel multimodal: MultimodalCheckpoint.Save(multimodal, folder, settings); break;
            default: throw new ArgumentException($"{model.GetType().Name} is not a model that has a folder of its own");
        }
    }
}
