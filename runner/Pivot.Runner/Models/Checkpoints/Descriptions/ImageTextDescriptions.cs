using System.Text.Json.Nodes;
using Pivot.Runner.Models.Vision;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>The catalog of pairs of towers in HuggingFace's words: from model_type to sizes, and back.</summary>
internal static class ImageTextDescriptions
{
    /// <exception cref="CheckpointException">The model_type is not a pair's, or asks for what is not computed.</exception>
    public static (VisionShape Vision, TextShape Text) Read(DescriptionReader reader)
    {
        switch (reader.Text("model_type", ""))
        {
            case SiglipDescription.ModelType:
                var siglip = SiglipDescription.Read(reader);
                return (siglip.Vision, siglip.Text);
            case ClipDescription.ModelType:
                var clip = ClipDescription.Read(reader);
                return (clip.Vision, clip.Text);
            case var other:
                throw new CheckpointException(
                    $"{reader.Path}: the model_type is '{other}'; a pair of image and text tower is {SiglipDescription.ModelType} or {ClipDescription.ModelType}");
        }
    }

    public static JsonObject Write((VisionShape Vision, TextShape Text) shapes) => Write(shapes.Vision, shapes.Text);

    public static JsonObject Write(VisionShape visionShape, TextShape textShape) => (visionShape, textShape) switch
    {
        (SiglipVisionShape vision, SiglipTextShape text) => new SiglipDescription(vision, text).Write(),
        (ClipVisionShape vision, ClipTextShape text) => new ClipDescription(vision, text).Write(),
        _ => throw new ArgumentException($"no description is listed for {visionShape.GetType().Name} and {textShape.GetType().Name}"),
    };
}
