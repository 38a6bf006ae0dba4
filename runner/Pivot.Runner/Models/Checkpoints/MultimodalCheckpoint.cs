using System.Text.Json.Nodes;
using Pivot.Runner.Models.Checkpoints.Descriptions;
using Pivot.Runner.Models.Language;
using Pivot.Runner.Models.Projectors;
using Pivot.Runner.Models.Vision;
using TorchSharp;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>A multimodal model in a folder, in HuggingFace's layout (4.46) of LLaVA, or with anyres of LLaVA-OneVision.</summary>
public static class MultimodalCheckpoint
{
    /// <summary>Writes config.json, generation_config.json and the weights; the same weights give the same bytes.</summary>
    /// <param name="model">The model, on any device.</param>
    /// <param name="folder">The folder, made if it is not there.</param>
    /// <param name="settings">How it is written; null as transformers does by default.</param>
    public static void Save(MultimodalModel model, string folder, SaveSettings? settings = null)
    {
        var fresh = LlavaDescription.Of(model).Write();
        var origin = CheckpointOrigin.Of(model);
        var (tower, language) = (CheckpointOrigin.Of(model.VisionTower), CheckpointOrigin.Of(model.LanguageModel));
        if (origin is null) Compose(fresh, model, tower, language);
        var description = ModelFolder.Describe(origin, fresh, reader => LlavaDescription.Read(reader).Write());
        var files = new Dictionary<string, byte[]>(origin?.Files ?? new Dictionary<string, byte[]>());
        foreach (var (name, bytes) in (language?.Files ?? files).Concat(tower?.Files ?? files)) files.TryAdd(name, bytes);
        ModelFolder.Save(model, folder, description, files, generates: true, settings);
    }

    /// <summary>Builds the model that config.json describes and loads its weights.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where the model lives; null is the CPU.</param>
    /// <param name="type">The parameters' type, whatever the files hold; null is float32.</param>
    /// <exception cref="CheckpointException">The folder has no such model, or weights are missing, unexpected or misshapen.</exception>
    public static MultimodalModel Load(string folder, torch.Device? device = null, torch.ScalarType? type = null)
    {
        var description = CheckpointDescription.Read(folder);
        if (description.Kind != CheckpointKind.Multimodal)
            throw new CheckpointException($"{description.Path}: model_type is '{description.ModelType}', which is not vision tower, projector and language model together");
        var model = (MultimodalModel)ModelFolder.Load(description, null, device, type);
        // A part that is written by itself says what the whole said of it.
        ModelFolder.Remember(model.VisionTower, description, description.Part("vision_tower"));
        ModelFolder.Remember(model.LanguageModel, description, description.Part("language_model"));
        return model;
    }

    internal static MultimodalModel Build(LlavaDescription description, torch.Device? device) => new(
        VisionTowers.Build(description.Vision, device),
        ProjectorCatalog.Build(description.Projector, device),
        new CausalLanguageModel(description.Language, device), description.ImageTokenId, description.VisionFeatureLayer, description.ReadsAllTokens, description.Anyres)
    {
        PadTokenId = description.PadTokenId, VideoTokenId = description.VideoTokenId,
    };

    // Parts out of folders of their own bring their own words about themselves.
    private static void Compose(JsonObject fresh, MultimodalModel model, CheckpointOrigin? tower, CheckpointOrigin? language)
    {
        if (tower is not null)
            fresh["vision_config"] = ModelFolder.Describe(tower, VisionDescriptions.Write(model.VisionTower.Shape), reader => VisionDescriptions.Write(VisionDescriptions.Read(reader)));
        if (language is not null)
            fresh["text_config"] = ModelFolder.Describe(language, LanguageDescriptions.Write(model.LanguageModel.Shape), reader => LanguageDescriptions.Write(LanguageDescriptions.Read(reader)));
    }
}
