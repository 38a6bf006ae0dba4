using System.Text.Json.Nodes;
using Pivot.Runner.Models.Checkpoints.Descriptions;
using Pivot.Runner.Models.Language;
using TorchSharp;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>A language model in a folder, in HuggingFace's layout. Loading also takes it out of a multimodal model.</summary>
public static class LanguageModelCheckpoint
{
    /// <summary>Writes config.json, generation_config.json and the weights; the same weights give the same bytes.</summary>
    /// <param name="model">The model, on any device.</param>
    /// <param name="folder">The folder, made if it is not there.</param>
    /// <param name="settings">How it is written; null as transformers does by default.</param>
    public static void Save(CausalLanguageModel model, string folder, SaveSettings? settings = null)
    {
        var origin = CheckpointOrigin.Of(model);
        var description = ModelFolder.Describe(origin, Description(model.Shape), reader => Description(LanguageDescriptions.Read(reader)));
        ModelFolder.Save(model, folder, description, origin?.Files ?? new Dictionary<string, byte[]>(), generates: true, settings);
    }

    /// <summary>Builds the model that config.json describes and loads its weights.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where the model lives; null is the CPU.</param>
    /// <param name="type">The parameters' type, whatever the files hold; null is float32.</param>
    /// <exception cref="CheckpointException">The folder has no such model, or weights are missing, unexpected or misshapen.</exception>
    public static CausalLanguageModel Load(string folder, torch.Device? device = null, torch.ScalarType? type = null)
    {
        var description = CheckpointDescription.Read(folder);
        return (CausalLanguageModel)ModelFolder.Load(description, description.LanguageModel(), device, type);
    }

    internal static JsonObject Description(LanguageShape shape) => DescriptionVersion.Top(LanguageDescriptions.Architecture(shape), LanguageDescriptions.Write(shape));
}
