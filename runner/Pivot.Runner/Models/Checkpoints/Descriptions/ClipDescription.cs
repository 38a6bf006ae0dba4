using System.Text.Json.Nodes;
using Pivot.Runner.Models.Vision;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>HuggingFace's CLIPConfig.</summary>
/// <param name="Vision">Sizes of the vision tower; its ProjectionDim is the pair's.</param>
/// <param name="Text">Sizes of the text tower.</param>
internal sealed record ClipDescription(ClipVisionShape Vision, ClipTextShape Text)
{
    public const string ModelType = "clip";
    private const int DefaultProjectionDim = 512;

    public static ClipDescription Read(DescriptionReader reader)
    {
        reader.MustBe("model_type", ModelType, ModelType);
        return new ClipDescription(
            ClipVisionDescription.Read(Part(reader, "vision_config")) with { ProjectionDim = reader.Int("projection_dim", DefaultProjectionDim) },
            ClipTextDescription.Read(Part(reader, "text_config")));
    }

    public JsonObject Write() => DescriptionVersion.Top("CLIPModel", new JsonObject
    {
        ["initializer_factor"] = PythonNumber.Of(1.0),
        ["logit_scale_init_value"] = PythonNumber.Of(2.6592),
        ["model_type"] = ModelType,
        ["projection_dim"] = Vision.ProjectionDim,
        ["text_config"] = DescriptionVersion.Part(
            ClipTextDescription.Write(Text, Vision.ProjectionDim),
            ClipTextDescription.Write(ClipTextDescription.Read(DescriptionReader.Empty), DefaultProjectionDim)),
        ["vision_config"] = DescriptionVersion.Part(
            ClipVisionDescription.Write(Vision), ClipVisionDescription.Write(ClipVisionDescription.Read(DescriptionReader.Empty))),
    });

    // Files of before 2023 have a second copy of each part, vision_config_dict, which HuggingFace lets win.
    private static DescriptionReader Part(DescriptionReader reader, string name) => reader.Object(reader.Has($"{name}_dict") ? $"{name}_dict" : name);
}
