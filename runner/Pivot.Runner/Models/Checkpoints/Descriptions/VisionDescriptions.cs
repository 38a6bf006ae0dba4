using System.Text.Json.Nodes;
using Pivot.Runner.Models.Vision;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>The catalog of vision towers in HuggingFace's words: from model_type to sizes, and back.</summary>
internal static class VisionDescriptions
{
    /// <exception cref="CheckpointException">The model_type is not a vision tower's, or asks for what is not computed.</exception>
    public static VisionShape Read(DescriptionReader reader) => reader.Text("model_type", SiglipVisionDescription.ModelType) switch
    {
        SiglipVisionDescription.ModelType => SiglipVisionDescription.Read(reader),
        var other => throw new CheckpointException($"{reader.Path}: the vision tower's model_type is '{other}'; supported is {SiglipVisionDescription.ModelType}"),
    };

    public static JsonObject Write(VisionShape shape) => shape switch
    {
        SiglipVisionShape siglip => SiglipVisionDescription.Write(siglip),
        _ => throw new ArgumentException($"no description is listed for {shape.GetType().Name}"),
    };

    /// <summary>The class of transformers that a tower by itself is saved by.</summary>
    public static string Architecture(VisionShape shape) => shape switch
    {
        SiglipVisionShape => "SiglipVisionModel",
        _ => throw new ArgumentException($"no description is listed for {shape.GetType().Name}"),
    };
}
