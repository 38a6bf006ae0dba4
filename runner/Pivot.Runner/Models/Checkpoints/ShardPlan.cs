using System.Globalization;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>Which tensor goes into which file, decided as huggingface_hub 0.26 decides it for transformers 4.46.</summary>
internal static class ShardPlan
{
    /// <summary>Files in order, each with its tensors.</summary>
    /// <param name="tensors">Names and bytes.</param>
    /// <param name="most">The most bytes a file may hold; a tensor that is larger has a file of its own.</param>
    public static IReadOnlyList<(string File, IReadOnlyList<string> Tensors)> Of(IEnumerable<KeyValuePair<string, long>> tensors, long most)
    {
        if (most < 1) throw new ArgumentException($"the most bytes of a file are {most}; it must be at least 1");
        var shards = new List<List<string>>();
        var (open, held) = (new List<string>(), 0L);
        foreach (var (name, bytes) in tensors.OrderBy(pair => pair.Key, new StateDictOrder()))
        {
            if (bytes > most)
            {
                shards.Add([name]);
                continue;
            }
            if (held + bytes > most)
            {
                shards.Add(open);
                (open, held) = ([], 0);
            }
            open.Add(name);
            held += bytes;
        }
        if (open.Count > 0) shards.Add(open);
        if (shards.Count <= 1) return [(ModelFolder.Weights, shards.Count == 0 ? [] : shards[0])];
        return [.. shards.Select((names, i) => (string.Create(CultureInfo.InvariantCulture, $"model-{i + 1:00000}-of-{shards.Count:00000}.safetensors"), (IReadOnlyList<string>)names))];
    }

    /// <summary>Whether a file's name is one that such a plan gives.</summary>
    public static bool Names(string file) => file == ModelFolder.Weights
        || (file.StartsWith("model-", StringComparison.Ordinal) && file.EndsWith(".safetensors", StringComparison.Ordinal) && file.Contains("-of-", StringComparison.Ordinal));
}
