using Pivot.Runner.Models.Checkpoints.Descriptions;
using Pivot.Runner.Models.Language;
using Pivot.Runner.Models.Projectors;
using Pivot.Runner.Models.Vision;
using TorchSharp;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>A multimodal model in a folder, in HuggingFace's LLaVA layout (4.46).</summary>
public static class MultimodalCheckpoint
{
    /// <summary>Writes config.json and model.safetensors; the same weights give the same bytes.</summary>
    /// <param name="model">The model, on any device.</param>
    /// <param name="folder">The folder, made if it is not there.</param>
    public static void Save(MultimodalModel model, string folder)
    {
        var description = new LlavaDescription(model.VisionTower.Shape, model.LanguageModel.Shape, model.ImageTokenId, model.VisionFeatureLayer);
        ModelFolder.Save(model, folder, description.Write());
    }

    /// <summary>Builds the model that config.json describes and loads its weights, as float32.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where the model lives; null is the CPU.</param>
    /// <exception cref="CheckpointException">The folder has no such model, or weights are missing, unexpected or misshapen.</exception>
    public static MultimodalModel Load(string folder, torch.Device? device = null)
    {
        var description = LlavaDescription.Read(DescriptionFile.Read(folder));
        var tensors = CheckpointTensors.Open(folder);
        return ModelFolder.Load(folder, () => new MultimodalModel(
            VisionTowers.Build(description.Vision, device),
            ProjectorCatalog.Build(new ProjectorShape("mlp", description.Vision.EmbedDim, description.Language.EmbedDim), device),
            new CausalLanguageModel(description.Language, device), description.ImageTokenId, description.VisionFeatureLayer), model => ModuleState.Load(
                model, tensors, ignore: name => description.Language.TieWordEmbeddings && name == "language_model.lm_head.weight"));
    }
}
