using System.Globalization;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>Which tensor goes into which file, decided as huggingface_hub 0.26 decides it for transformers 4.46.</summary>
internal static class ShardPlan
{
    /// <summary>Files in order, each with its tensors.</summary>
    /// <param name="weights">The tensors, in any order.</param>
    /// <param name="settings">The most bytes of a file, and the type that is stored.</param>
    public static IReadOnlyList<(string File, IReadOnlyList<WeightSource> Weights)> Of(IEnumerable<WeightSource> weights, SaveSettings settings)
    {
        var most = settings.MaxShardSize;
        if (most < 1) throw new ArgumentException($"the most bytes of a file are {most}; it must be at least 1");
        var shards = new List<List<WeightSource>>();
        var (open, held) = (new List<WeightSource>(), 0L);
        foreach (var weight in weights.OrderBy(weight => weight.Name, new StateDictOrder()))
        {
            var bytes = weight.StoredBytes(settings.DType);
            if (bytes > most)
            {
                shards.Add([weight]);
                continue;
            }
            if (held + bytes > most)
            {
                shards.Add(open);
                (open, held) = ([], 0);
            }
            open.Add(weight);
            held += bytes;
        }
        if (open.Count > 0) shards.Add(open);
        if (shards.Count <= 1) return [(ModelFolder.Weights, shards.Count == 0 ? [] : shards[0])];
        return [.. shards.Select((shard, i) => (string.Create(CultureInfo.InvariantCulture, $"model-{i + 1:00000}-of-{shards.Count:00000}.safetensors"), (IReadOnlyList<WeightSource>)shard))];
    }

    /// <summary>Whether a file's name is one that such a plan gives.</summary>
    public static bool Names(string file) => file == ModelFolder.Weights
        || (file.StartsWith("model-", StringComparison.Ordinal) && file.EndsWith(".safetensors", StringComparison.Ordinal) && file.Contains("-of-", StringComparison.Ordinal));
}
