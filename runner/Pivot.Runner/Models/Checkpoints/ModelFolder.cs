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

    /// <summary>Writes a folder as transformers' save_pretrained does: config.json, generation_config.json for what generates, the weights in one file or in shards with
    /// their index, and the files that came with the model. Weights of another cut that lie there are removed.</summary>
    /// <param name="model">The model, on any device.</param>
    /// <param name="folder">The folder, made if it is not there.</param>
    /// <param name="description">config.json for the model.</param>
    /// <param name="files">Files that go along.</param>
    /// <param name="generates">Whether a language model is in it.</param>
    /// <param name="settings">How it is written; null as transformers does by default.</param>
    public static void Save(
        nn.Module model, string folder, JsonObject description, IReadOnlyDictionary<string, byte[]> files, bool generates, SaveSettings? settings)
    {
        settings ??= new SaveSettings();
        var tensors = ModuleState.Of(model);
        var type = settings.DType ?? tensors.Values.First().dtype;
        DescriptionVersion.SetType(description, type);
        Directory.CreateDirectory(folder);
        var kept = WriteWeights(tensors, folder, settings);
        foreach (var stale in Directory.EnumerateFiles(folder).Where(file => ShardPlan.Names(Path.GetFileName(file)) && !kept.Contains(Path.GetFileName(file)))) File.Delete(stale);
        if (kept.Contains(Weights)) File.Delete(Path.Combine(folder, ShardIndex.FileName));
        foreach (var (name, bytes) in files) File.WriteAllBytes(Path.Combine(folder, name), bytes);
        if (generates && !files.ContainsKey(PassedFiles.Generation))
            File.WriteAllBytes(Path.Combine(folder, PassedFiles.Generation), DescriptionFile.Bytes(GenerationDescription.Of(description)));
        // Last: a folder with a config.json is whole.
        DescriptionFile.Write(folder, description);
    }

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

    private static HashSet<string> WriteWeights(Dictionary<string, Tensor> tensors, string folder, SaveSettings settings)
    {
        var sizes = tensors.ToDictionary(pair => pair.Key, pair => pair.Value.numel() * SafetensorsWriter.TypeOf(pair.Value, settings.DType).Size);
        var plan = ShardPlan.Of(sizes, settings.MaxShardSize);
        foreach (var (file, names) in plan)
            SafetensorsWriter.Write(Path.Combine(folder, file), names.ToDictionary(name => name, name => tensors[name]), null, settings.DType);
        if (plan.Count > 1)
        {
            var places = plan.SelectMany(shard => shard.Tensors.Select(name => (name, shard.File))).ToDictionary(pair => pair.name, pair => pair.File);
            File.WriteAllBytes(Path.Combine(folder, ShardIndex.FileName), ShardIndex.Write(places, sizes.Values.Sum()));
        }
        return [.. plan.Select(shard => shard.File)];
    }
}
