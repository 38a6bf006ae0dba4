using System.Text.Json.Nodes;
using Pivot.Runner.Models.Checkpoints.Descriptions;
using Pivot.Runner.Models.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>What writing and reading a model's folder has in common.</summary>
internal static class ModelFolder
{
    /// <summary>The file of weights that are not in shards.</summary>
    public const string Weights = "model.safetensors";

    /// <summary>Writes a model's folder.</summary>
    /// <inheritdoc cref="FolderWriter.Write"/>
    public static void Save(
        nn.Module model, string folder, JsonObject description, IReadOnlyDictionary<string, byte[]> files, bool generates, SaveSettings? settings) =>
        FolderWriter.Write([.. ModuleState.Of(model).Select(pair => WeightSource.Of(pair.Key, pair.Value))], folder, description, files, generates, settings ?? new SaveSettings());

    /// <summary>config.json for a model: the one it came with, changed where the model was; or a fresh one.</summary>
    /// <param name="origin">What it came with, or null.</param>
    /// <param name="description">What we write for the model.</param>
    /// <param name="rewrite">What we write for the model that the origin describes.</param>
    public static JsonObject Describe(CheckpointOrigin? origin, JsonObject description, Func<DescriptionReader, JsonObject> rewrite)
    {
        if (origin is null) return description;
        var result = DescriptionPatch.Apply(origin.Config, rewrite(DescriptionFile.Reader(origin.Config)), description);
        foreach (var name in new[] { "architectures", "transformers_version" })
            if (description[name] is { } value) result[name] = value.DeepClone();
        return DescriptionVersion.Sorted(result);
    }

    /// <summary>Loads a model, or a part of one, out of a folder. Memory is taken only after names and shapes were found to fit, and filled in place.</summary>
    /// <param name="description">What the folder says.</param>
    /// <param name="part">The part; null is the whole.</param>
    /// <param name="device">Where the model lives; null is the CPU.</param>
    /// <param name="type">The parameters' type; null is float32.</param>
    /// <exception cref="CheckpointException">The description contradicts itself, or the weights do not fit.</exception>
    public static nn.Module Load(CheckpointDescription description, CheckpointPart? part, Device? device, ScalarType? type)
    {
        var tensors = CheckpointTensors.Open(description.Folder);
        var fit = new CheckpointFit(description, tensors);
        fit.Require(part);
        var model = Build(description, part, device, type ?? ScalarType.Float32);
        try
        {
            ModuleState.Load(model, tensors, part?.Prefix ?? "", name => !fit.Expects(part, name));
            Remember(model, description, part);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Makes a model, or a part of one, its memory not filled.</summary>
    /// <exception cref="CheckpointException">The description contradicts itself.</exception>
    public static nn.Module Build(CheckpointDescription description, CheckpointPart? part, Device? device, ScalarType type)
    {
        try
        {
            using var unfilled = NewParameter.Unfilled(type);
            return (part is null ? description.Build : part.Build ?? throw new ArgumentException($"{part.Name} is not to be had by itself"))(device);
        }
        catch (Exception error) when (error is ArgumentException or System.Runtime.InteropServices.ExternalException)
        {
            throw new CheckpointException($"{description.Path}: {error.Message.Split('\n')[0]}", error);
        }
    }

    /// <summary>Keeps what a folder says besides the weights for the model that was loaded.</summary>
    public static void Remember(nn.Module model, CheckpointDescription description, CheckpointPart? part)
    {
        var kind = part is null ? description.Kind : part.Name == "vision_tower" ? CheckpointKind.VisionTower : CheckpointKind.LanguageModel;
        var config = part?.Field is { } field ? PartDescription.Of(description.Config, field) : description.Config;
        CheckpointOrigin.Set(model, new CheckpointOrigin(config, PassedFiles.Read(description.Folder, PassedFiles.Of(kind))));
    }
}
