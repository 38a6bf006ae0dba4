using System.Text.Json.Nodes;
using Pivot.Runner.Models.Vision;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>The catalog of vision towers in HuggingFace's words: from model_type to sizes, and back.</summary>
internal static class VisionDescriptions
{
    /// <summary>The types of towers that stand by themselves.</summary>
    public static readonly IReadOnlyList<string> ModelTypes =
        [SiglipVisionDescription.ModelType, ClipVisionDescription.ModelType, Dinov2Description.ModelType, Dinov2Description.WithRegisters];

    /// <param name="reader">A tower's config.json, or the object in a larger one.</param>
    /// <param name="fallback">The type of one that does not say it.</param>
    /// <exception cref="CheckpointException">The model_type is not a vision tower's, or asks for what is not computed.</exception>
    public static VisionShape Read(DescriptionReader reader, string fallback = ClipVisionDescription.ModelType) => reader.Text("model_type", fallback) switch
    {
        SiglipVisionDescription.ModelType => SiglipVisionDescription.Read(reader),
        ClipVisionDescription.ModelType => ClipVisionDescription.Read(reader),
        Dinov2Description.ModelType or Dinov2Description.WithRegisters => Dinov2Description.Read(reader),
        var other => throw new CheckpointException($"{reader.Path}: the vision tower's model_type is '{other}'; supported is {string.Join(", ", ModelTypes)}"),
    };

    public static JsonObject Write(VisionShape shape) => shape switch
    {
        SiglipVisionShape siglip => SiglipVisionDescription.Write(siglip),
        ClipVisionShape clip => ClipVisionDescription.Write(clip),
        Dinov2VisionShape dinov2 => Dinov2Description.Write(dinov2),
        _ => throw new ArgumentException($"no description is listed for {shape.GetType().Name}"),
    };

    /// <summary>The class of transformers that a tower by itself is saved by.</summary>
    public static string Architecture(VisionShape shape) => shape switch
    {
        SiglipVisionShape => "SiglipVisionModel",
        ClipVisionShape => "CLIPVisionModel",
        Dinov2VisionShape { Registers: > 0 } => "Dinov2WithRegistersModel",
        Dinov2VisionShape => "Dinov2Model",
        _ => throw new ArgumentException($"no description is listed for {shape.GetType().Name}"),
    };
}
