using System.Text.Json.Nodes;
using Pivot.Runner.Models.Vision;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>HuggingFace's SiglipConfig.</summary>
/// <param name="Vision">Sizes of the vision tower.</param>
/// <param name="Text">Sizes of the text tower.</param>
internal sealed record SiglipDescription(SiglipVisionShape Vision, SiglipTextShape Text)
{
    public const string ModelType = "siglip";

    public static SiglipDescription Read(DescriptionReader reader)
    {
        reader.MustBe("model_type", ModelType, ModelType);
        return new SiglipDescription(
            SiglipVisionDescription.Read(reader.Object("vision_config")), SiglipTextDescription.Read(reader.Object("text_config")));
    }

    public JsonObject Write() => DescriptionVersion.Top("SiglipModel", new JsonObject
    {
        ["initializer_factor"] = PythonNumber.Of(1.0),
        ["model_type"] = ModelType,
        ["text_config"] = DescriptionVersion.Part(SiglipTextDescription.Write(Text), SiglipTextDescription.Write(DefaultText)),
        ["vision_config"] = DescriptionVersion.Part(SiglipVisionDescription.Write(Vision), SiglipVisionDescription.Write(DefaultVision)),
    });

    private static SiglipTextShape DefaultText => SiglipTextDescription.Read(DescriptionReader.Empty);

    private static SiglipVisionShape DefaultVision => SiglipVisionDescription.Read(DescriptionReader.Empty);
}
