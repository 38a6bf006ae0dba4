using System.Globalization;
using System.Text.Json.Nodes;
using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>HuggingFace's LlavaOnevisionConfig (4.46): a LLaVA whose images are cut into tiles.</summary>
internal static class OnevisionDescription
{
    public const string ModelType = "llava_onevision";
    private const string Aspect = "vision_aspect_ratio";
    private const string Unlimited = "anyres";
    private const string AspectPrefix = "anyres_max_";
    private const string Grid = "image_grid_pinpoints";
    private const int DefaultTile = 384;

    public static LlavaDescription Read(DescriptionReader reader)
    {
        reader.MustBe("model_type", ModelType, ModelType);
        var vision = VisionDescriptions.Read(reader.Object("vision_config"), SiglipVisionDescription.ModelType);
        var language = LanguageDescriptions.Read(reader.Object("text_config"), Qwen2Description.ModelType);
        return new LlavaDescription(
            vision, language, ProjectorDescription.Read(reader, vision.EmbedDim, language.EmbedDim),
            reader.Int("image_token_index", 151646), reader.Int("vision_feature_layer", -1), FeatureSelection.ReadsAll(reader, vision, "full"))
        {
            Anyres = reader.Checked(() => new AnyresLayout(
                [.. reader.Pairs(Grid, DefaultGrid).Select(size => new PixelSize(size.First, size.Second))], vision.ImageSize, MostTiles(reader))),
            PadTokenId = reader.OptionalInt(MarkTokensDescription.Pad, null),
            VideoTokenId = reader.OptionalInt("video_token_index", 151647),
        };
    }

    public static JsonObject Write(LlavaDescription model)
    {
        var description = new JsonObject
        {
            [Grid] = new JsonArray([.. model.Anyres!.Grid.Select(size => (JsonNode)new JsonArray(size.Height, size.Width))]),
            ["image_token_index"] = model.ImageTokenId,
            ["model_type"] = ModelType,
            ["text_config"] = LanguageDescriptions.Write(model.Language),
            ["tie_word_embeddings"] = model.Language.TieWordEmbeddings,
            ["video_token_index"] = model.VideoTokenId,
            [Aspect] = model.Anyres.MostTiles is { } most ? AspectPrefix + most.ToString(CultureInfo.InvariantCulture) : Unlimited,
            ["vision_config"] = VisionDescriptions.Write(model.Vision),
            ["vision_feature_layer"] = model.VisionFeatureLayer,
        };
        if (model.PadTokenId is { } pad) description[MarkTokensDescription.Pad] = pad;
        ProjectorDescription.Write(model.Projector, description);
        FeatureSelection.Write(model.ReadsAllTokens, model.Vision, description);
        return DescriptionVersion.Top("LlavaOnevisionForConditionalGeneration", description);
    }

    private static IReadOnlyList<(int First, int Second)> DefaultGrid =>
        [.. Enumerable.Range(1, 6).SelectMany(rows => Enumerable.Range(1, 6).Select(columns => (DefaultTile * rows, DefaultTile * columns)))];

    // "anyres" without a number is LLaVA's own; transformers 4.46 stops at it.
    private static int? MostTiles(DescriptionReader reader)
    {
        var aspect = reader.Text(Aspect, "anyres_max_9");
        if (aspect == Unlimited) return null;
        return aspect.StartsWith(AspectPrefix, StringComparison.Ordinal)
            && int.TryParse(aspect.AsSpan(AspectPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most > 0
            ? most
            : throw new CheckpointException($"{reader.Path}: {Aspect} is '{aspect}'; supported is '{AspectPrefix}N' with a number of tiles, such as 'anyres_max_9', and '{Unlimited}' for no limit");
    }
}
