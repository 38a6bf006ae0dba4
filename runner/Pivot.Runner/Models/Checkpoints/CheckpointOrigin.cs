using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using TorchSharp;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>
/// What a loaded model's folder said besides the weights, kept for as long as the model lives, so that what is written again says it too: fields of config.json that
/// no arithmetic here reads (token ids, dropout, limits), tokenizer, processor and generation files.
/// </summary>
/// <param name="Config">config.json, or the object in it that describes the part.</param>
/// <param name="Files">The other files by name.</param>
internal sealed record CheckpointOrigin(JsonObject Config, IReadOnlyDictionary<string, byte[]> Files)
{
    // Beside the modules and not in them: a module without origin is whole, and no layer needs to know of files.
    private static readonly ConditionalWeakTable<torch.nn.Module, CheckpointOrigin> Known = [];

    /// <summary>A module's origin; null where it was not loaded.</summary>
    public static CheckpointOrigin? Of(torch.nn.Module module) => Known.TryGetValue(module, out var origin) ? origin : null;

    /// <summary>Remembers where a module came from.</summary>
    public static void Set(torch.nn.Module module, CheckpointOrigin origin) => Known.AddOrUpdate(module, origin);

    /// <summary>A module that takes the place of another (wider, or with its weights copied) came from where that one came from.</summary>
    public static void Carry(torch.nn.Module from, torch.nn.Module to)
    {
        if (Of(from) is { } origin) Set(to, origin);
    }
}
