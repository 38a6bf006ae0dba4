namespace Pivot.Dsl.Specs;

/// <summary>
/// Llama 3's scaling of the rotary embedding (transformers' <c>rope_type: llama3</c>): slow rotations are divided by <see cref="Factor"/>, fast ones are kept,
/// those between are blended.
/// </summary>
public sealed record RopeScalingSpec
{
    /// <summary>What the frequencies of long waves are divided by, at least 1.</summary>
    public double Factor { get; init; } = 8;

    /// <summary>Waves longer than <see cref="OriginalLength"/> divided by this are stretched in full; above 0.</summary>
    public double LowFrequency { get; init; } = 1;

    /// <summary>Waves shorter than <see cref="OriginalLength"/> divided by this are kept; above <see cref="LowFrequency"/>.</summary>
    public double HighFrequency { get; init; } = 4;

    /// <summary>Longest sequence of the pretraining, in tokens.</summary>
    public int OriginalLength { get; init; } = 8192;
}
