using System.Text.Json.Nodes;
using Pivot.Runner.Models.Language;
using Pivot.Runner.Models.Vision;
using TorchSharp;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>What a folder's config.json says that its weights are: kind, parts, sizes, and how the model is made. No weight file was looked at.</summary>
public sealed class CheckpointDescription
{
    internal CheckpointDescription(JsonObject config, Func<torch.Device?, torch.nn.Module> build) => (Config, Build) = (config, build);

    /// <summary>Path of config.json.</summary>
    public required string Path { get; init; }

    /// <summary>HuggingFace's model_type.</summary>
    public required string ModelType { get; init; }

    /// <summary>What kind of model it is.</summary>
    public required CheckpointKind Kind { get; init; }

    /// <summary>Its parts, in the order data flows.</summary>
    public required IReadOnlyList<CheckpointPart> Parts { get; init; }

    /// <summary>Sizes of its vision tower; null where there is none.</summary>
    public VisionShape? Vision { get; init; }

    /// <summary>Sizes of its language model; null where there is none.</summary>
    public LanguageShape? Language { get; init; }

    /// <summary>Number of tokens that its language model or text tower has rows for; null where there is neither.</summary>
    public int? VocabSize { get; init; }

    /// <summary>The folder.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Transformer blocks of all parts together.</summary>
    public long Depth => Parts.Sum(part => (long)part.Depth);

    /// <summary>A matrix that may lie in the files under a second name; null where nothing is tied.</summary>
    internal (string Copy, string Of)? Tie => Language is { TieWordEmbeddings: true } && Part("language_model") is { } part
        ? (part.Prefix + "lm_head.weight", part.Prefix + "model.embed_tokens.weight") : null;

    /// <summary>Makes the whole model, its parameters not loaded.</summary>
    internal Func<torch.Device?, torch.nn.Module> Build { get; }

    /// <summary>config.json as it stands.</summary>
    internal JsonObject Config { get; }

    /// <summary>Whether a tensor is a buffer that may lie beside the weights, and no weight.</summary>
    public static bool IsBuffer(string name) => KnownBuffers.Has(name);

    /// <summary>A part by its name; null where the model has none of that name.</summary>
    public CheckpointPart? Part(string name) => Parts.FirstOrDefault(part => part.Name == name);

    /// <summary>The vision tower in it.</summary>
    /// <exception cref="CheckpointException">There is none.</exception>
    public CheckpointPart VisionTower() => Required("vision_tower", "a model without a vision tower");

    /// <summary>The language model in it.</summary>
    /// <exception cref="CheckpointException">There is none.</exception>
    public CheckpointPart LanguageModel() => Required("language_model", "a model without a language model");

    /// <summary>Reads a folder's config.json.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="CheckpointException">There is no readable one, or it describes no model that is computed here.</exception>
    public static CheckpointDescription Read(string folder) => CheckpointCatalog.Read(folder);

    private CheckpointPart Required(string name, string lacking) =>
        Part(name) ?? throw new CheckpointException($"{Path}: model_type is '{ModelType}', {lacking}");
}
