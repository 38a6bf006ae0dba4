using TorchSharp;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>A part of a checkpoint's model: which of its tensors are the part's, and how to make it.</summary>
/// <param name="Name">The part's name in a spec: <c>vision_tower</c>, <c>text_tower</c>, <c>projector</c>, <c>language_model</c>.</param>
/// <param name="Prefix">What precedes the part's own names in the checkpoint.</param>
/// <param name="Belonging">What the part's own names start with; empty where all names under the prefix are the part's.</param>
/// <param name="Width">Width of its residual stream.</param>
/// <param name="Depth">Its transformer blocks.</param>
/// <param name="Field">The object of config.json that describes it; null where config.json as a whole does.</param>
public sealed record CheckpointPart(string Name, string Prefix, string Belonging, int Width, int Depth, string? Field = null)
{
    /// <summary>Whether a tensor is this part's, by its whole name in the checkpoint.</summary>
    public bool Has(string name) => name.StartsWith(Prefix + Belonging, StringComparison.Ordinal) && !KnownBuffers.Has(name);

    /// <summary>Makes the part by itself, its parameters not loaded; null where it is not to be had by itself.</summary>
    internal Func<torch.Device?, torch.nn.Module>? Build { get; init; }
}
