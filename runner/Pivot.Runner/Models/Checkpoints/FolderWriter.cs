using System.Text.Json.Nodes;
using Pivot.Runner.Models.Checkpoints.Descriptions;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>Writes a folder as transformers' save_pretrained does.</summary>
internal static class FolderWriter
{
    /// <summary>
    /// Writes config.json, generation_config.json for what generates, the weights in one file or in shards with their index, and the files that came with the model.
    /// Weights of another cut that lie there are removed.
    /// </summary>
    /// <param name="weights">The weights, each read when its turn comes.</param>
    /// <param name="folder">The folder, made if it is not there.</param>
    /// <param name="description">config.json; null for weights that transformers has no class for.</param>
    /// <param name="files">Files that go along.</param>
    /// <param name="generates">Whether a language model is in it.</param>
    /// <param name="settings">How it is written.</param>
    public static void Write(
        IReadOnlyList<WeightSource> weights, string folder, JsonObject? description, IReadOnlyDictionary<string, byte[]> files, bool generates, SaveSettings settings)
    {
        Directory.CreateDirectory(folder);
        var kept = WriteWeights(weights, folder, settings);
        foreach (var stale in Directory.EnumerateFiles(folder).Where(file => ShardPlan.Names(Path.GetFileName(file)) && !kept.Contains(Path.GetFileName(file)))) File.Delete(stale);
        if (kept.Contains(ModelFolder.Weights)) File.Delete(Path.Combine(folder, ShardIndex.FileName));
        foreach (var (name, bytes) in files) File.WriteAllBytes(Path.Combine(folder, name), bytes);
        if (description is null) return;
        DescriptionVersion.SetType(description, weights[0].StoredType(settings.DType));
        if (generates && !files.ContainsKey(PassedFiles.Generation))
            File.WriteAllBytes(Path.Combine(folder, PassedFiles.Generation), DescriptionFile.Bytes(GenerationDescription.Of(description)));
        // Last: a folder with a config.json is whole.
        DescriptionFile.Write(folder, description);
    }

    private static HashSet<string> WriteWeights(IReadOnlyList<WeightSource> weights, string folder, SaveSettings settings)
    {
        var plan = ShardPlan.Of(weights, settings);
        foreach (var (file, shard) in plan) SafetensorsWriter.Write(Path.Combine(folder, file), shard, type: settings.DType);
        if (plan.Count > 1)
        {
            var places = plan.SelectMany(shard => shard.Weights.Select(weight => (weight.Name, shard.File))).ToDictionary(pair => pair.Name, pair => pair.File);
            File.WriteAllBytes(Path.Combine(folder, ShardIndex.FileName), ShardIndex.Write(places, weights.Sum(weight => weight.StoredBytes(settings.DType))));
        }
        return [.. plan.Select(shard => shard.File)];
    }
}
