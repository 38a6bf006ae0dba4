using Pivot.Runner.Models.Checkpoints.Descriptions;
using Pivot.Runner.Models.Language;
using TorchSharp;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>A language model in a folder, in HuggingFace's layout.</summary>
public static class LanguageModelCheckpoint
{
    /// <summary>Writes config.json and model.safetensors; the same weights give the same bytes.</summary>
    /// <param name="model">The model, on any device.</param>
    /// <param name="folder">The folder, made if it is not there.</param>
    public static void Save(CausalLanguageModel model, string folder) =>
        ModelFolder.Save(model, folder, DescriptionVersion.Top(LanguageDescriptions.Architecture(model.Shape), LanguageDescriptions.Write(model.Shape)));

    /// <summary>Builds the model that config.json describes and loads its weights, as float32.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where the model lives; null is the CPU.</param>
    /// <exception cref="CheckpointException">The folder has no such model, or weights are missing, unexpected or misshapen.</exception>
    public static CausalLanguageModel Load(string folder, torch.Device? device = null)
    {
        var shape = LanguageDescriptions.Read(DescriptionFile.Read(folder));
        var tensors = CheckpointTensors.Open(folder);
        return ModelFolder.Load(folder, () => new CausalLanguageModel(shape, device),
            model => ModuleState.Load(model, tensors, ignore: name => shape.TieWordEmbeddings && name == "lm_head.weight"));
    }
}
