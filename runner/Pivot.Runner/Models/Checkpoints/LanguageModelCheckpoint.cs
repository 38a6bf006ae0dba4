using Pivot.Runner.Models.Checkpoints.Descriptions;
using Pivot.Runner.Models.Language;
using TorchSharp;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>A Qwen2 language model in a folder, in HuggingFace's layout.</summary>
public static class LanguageModelCheckpoint
{
    /// <summary>Writes config.json and model.safetensors; the same weights give the same bytes.</summary>
    /// <param name="model">The model, on any device.</param>
    /// <param name="folder">The folder, made if it is not there.</param>
    public static void Save(Qwen2ForCausalLM model, string folder) =>
        ModelFolder.Save(model, folder, DescriptionVersion.Top("Qwen2ForCausalLM", Qwen2Description.Write(model.Shape)));

    /// <summary>Builds the model that config.json describes and loads its weights, as float32.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where the model lives; null is the CPU.</param>
    /// <exception cref="CheckpointException">The folder has no such model, or weights are missing, unexpected or misshapen.</exception>
    public static Qwen2ForCausalLM Load(string folder, torch.Device? device = null)
    {
        var shape = Qwen2Description.Read(DescriptionFile.Read(folder));
        var tensors = CheckpointTensors.Open(folder);
        return ModelFolder.Load(folder, () => new Qwen2ForCausalLM(shape, device),
            model => ModuleState.Load(model, tensors, ignore: name => shape.TieWordEmbeddings && name == "lm_head.weight"));
    }
}
