using TorchSharp;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>How a model's folder is written; the defaults are those of transformers' <c>save_pretrained</c>.</summary>
public sealed record SaveSettings
{
    /// <summary>transformers' default for the largest file: "5GB", counted in powers of ten.</summary>
    public const long StandardShardSize = 5_000_000_000;

    /// <summary>Type of the weights in the files; null is the parameters' own. Weights are converted piece by piece while they are written.</summary>
    public torch.ScalarType? DType { get; init; }

    /// <summary>The most bytes of tensors in one file (<c>max_shard_size</c>), at least 1. A single tensor that is larger has a file of its own.</summary>
    public long MaxShardSize { get; init; } = StandardShardSize;
}
