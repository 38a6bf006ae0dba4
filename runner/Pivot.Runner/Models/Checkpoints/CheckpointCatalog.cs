using Pivot.Runner.Models.Checkpoints.Descriptions;
using Pivot.Runner.Models.Language;
using Pivot.Runner.Models.Vision;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>The catalog of checkpoint folders: from the model_type in config.json to kind, parts and sizes.</summary>
internal static class CheckpointCatalog
{
    private static readonly (string ModelType, Func<DescriptionReader, Sketch> Read)[] Table =
    [
        (SiglipVisionDescription.ModelType, Tower),
        (ClipVisionDescription.ModelType, Tower),
        (Dinov2Description.ModelType, Tower),
        (Dinov2Description.WithRegisters, Tower),
        (Qwen2Description.ModelType, Language),
        (LlamaDescription.ModelType, Language),
        (SiglipDescription.ModelType, Pair),
        (ClipDescription.ModelType, Pair),
        (LlavaDescription.ModelType, Llava),
        (OnevisionDescription.ModelType, Llava),
    ];

    /// <summary>The model types that are known, as a sentence lists them.</summary>
    public static string Known => string.Join(", ", Table.Select(row => row.ModelType));

    /// <exception cref="CheckpointException">There is no readable config.json, or it describes no model that is computed here.</exception>
    public static CheckpointDescription Read(string folder)
    {
        var (reader, config) = DescriptionFile.ReadWhole(folder);
        var modelType = reader.Text("model_type", "");
        var row = Array.Find(Table, row => row.ModelType == modelType);
        if (row.Read is null) throw new CheckpointException($"{reader.Path}: model_type is '{modelType}'; known are {Known}");
        var sketch = row.Read(reader);
        return new CheckpointDescription(config, sketch.Build)
        {
            Path = reader.Path, ModelType = modelType, Kind = sketch.Kind, Parts = sketch.Parts, Vision = sketch.Vision, Language = sketch.Language,
            VocabSize = sketch.Language?.VocabSize ?? sketch.TextVocabSize,
        };
    }

    private static Sketch Tower(DescriptionReader reader)
    {
        var shape = VisionDescriptions.Read(reader);
        return new Sketch(CheckpointKind.VisionTower, [Tower(shape, "", shape is ClipVisionShape ? "vision_model." : "")], device => VisionTowers.Build(shape, device), shape);
    }

    private static Sketch Language(DescriptionReader reader)
    {
        var shape = LanguageDescriptions.Read(reader);
        return new Sketch(CheckpointKind.LanguageModel, [Language(shape, "")], device => new CausalLanguageModel(shape, device), Language: shape);
    }

    private static Sketch Pair(DescriptionReader reader)
    {
        var (vision, text) = ImageTextDescriptions.Read(reader);
        return new Sketch(CheckpointKind.TowerPair,
            [Tower(vision, "", "vision_model.", Field("vision_config")), new("text_tower", "", "text_model.", text.EmbedDim, text.NumLayers, Field("text_config"))],
            device => ImageTextModels.Build(vision, text, device), vision, TextVocabSize: text.VocabSize);

        // As ClipDescription reads it.
        string Field(string name) => reader.Has($"{name}_dict") && vision is ClipVisionShape ? $"{name}_dict" : name;
    }

    private static Sketch Llava(DescriptionReader reader)
    {
        var llava = LlavaDescription.Read(reader);
        var projector = new CheckpointPart("projector", "multi_modal_projector.", "", llava.Language.EmbedDim, 0);
        return new Sketch(CheckpointKind.Multimodal,
            [Tower(llava.Vision, "vision_tower.", "", "vision_config"), projector, Language(llava.Language, "language_model.", "text_config")],
            device => MultimodalCheckpoint.Build(llava, device), llava.Vision, llava.Language);
    }

    private static CheckpointPart Tower(VisionShape shape, string prefix, string belonging = "", string? field = null) =>
        new("vision_tower", prefix, belonging, shape.EmbedDim, shape.NumLayers, field) { Build = device => VisionTowers.Build(shape, device) };

    private static CheckpointPart Language(LanguageShape shape, string prefix, string? field = null) =>
        new("language_model", prefix, "", shape.EmbedDim, shape.NumLayers, field) { Build = device => new CausalLanguageModel(shape, device) };

    private sealed record Sketch(
        CheckpointKind Kind, IReadOnlyList<CheckpointPart> Parts, Func<TorchSharp.torch.Device?, TorchSharp.torch.nn.Module> Build, VisionShape? Vision = null, LanguageShape? Language = null,
        int? TextVocabSize = null);
}
