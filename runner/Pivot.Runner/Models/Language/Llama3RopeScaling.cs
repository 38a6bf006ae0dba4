namespace Pivot.Runner.Models.Language;

/// <summary>
/// Llama 3.1's stretching (arXiv 2407.21783, section 3.4; HuggingFace's rope_type <c>llama3</c>): frequencies whose wave is short against the original length
/// stay, those whose wave is long are divided by the factor, and those between go over from one to the other.
/// </summary>
/// <param name="Factor">What the low frequencies are divided by; at least 1.</param>
/// <param name="LowFrequency">A wave longer than the original length divided by this is stretched whole; positive.</param>
/// <param name="HighFrequency">A wave shorter than the original length divided by this is left alone; above <paramref name="LowFrequency"/>.</param>
/// <param name="OriginalLength">Longest sequence of the first training, in tokens.</param>
public sealed record Llama3RopeScaling(double Factor, double LowFrequency, double HighFrequency, int OriginalLength) : RopeScaling
{
    /// <inheritdoc/>
    public override string Kind => "llama3";

    /// <inheritdoc/>
    public override double Stretch(double frequency)
    {
        var waves = OriginalLength * frequency / (2 * Math.PI); // in the original length
        if (waves < LowFrequency) return frequency / Factor;
        if (waves > HighFrequency) return frequency;
        var kept = (waves - LowFrequency) / (HighFrequency - LowFrequency);
        return (1 - kept) * frequency / Factor + kept * frequency;
    }

    /// <inheritdoc/>
    public override void Check()
    {
        if (!(Factor >= 1)) throw new ArgumentException($"Llama3RopeScaling: Factor is {Factor}; it must be at least 1");
        if (!(LowFrequency > 0)) throw new ArgumentException($"Llama3RopeScaling: LowFrequency is {LowFrequency}; it must be positive");
        if (!(HighFrequency > LowFrequency))
            throw new ArgumentException($"Llama3RopeScaling: HighFrequency is {HighFrequency}; it must be above LowFrequency, {LowFrequency}");
        ShapeCheck.Positive(nameof(Llama3RopeScaling), (nameof(OriginalLength), OriginalLength));
    }
}
