using System.Text.Json.Nodes;
using Pivot.Runner.Models.Language;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>The catalog of language models in HuggingFace's words: from model_type to sizes, and back.</summary>
internal static class LanguageDescriptions
{
    /// <param name="reader">The description.</param>
    /// <param name="fallback">The model_type of a description that has none.</param>
    /// <exception cref="CheckpointException">The model_type is not a language model's, or asks for what is not computed.</exception>
    public static LanguageShape Read(DescriptionReader reader, string fallback = "") => reader.Text("model_type", fallback) switch
    {
        Qwen2Description.ModelType => Qwen2Description.Read(reader),
        LlamaDescription.ModelType => LlamaDescription.Read(reader),
        var other => throw new CheckpointException(
            $"{reader.Path}: the language model's model_type is '{other}'; supported are {Qwen2Description.ModelType} and {LlamaDescription.ModelType}"),
    };

    public static JsonObject Write(LanguageShape shape) =>
        shape.Arch == LanguageShape.Llama ? LlamaDescription.Write(shape) : Qwen2Description.Write(shape);

    /// <summary>The class of transformers that a language model by itself is saved by.</summary>
    public static string Architecture(LanguageShape shape) => shape.Arch == LanguageShape.Llama ? "LlamaForCausalLM" : "Qwen2ForCausalLM";
}
