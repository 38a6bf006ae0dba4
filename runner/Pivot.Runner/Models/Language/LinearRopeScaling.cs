namespace Pivot.Runner.Models.Language;

/// <summary>Position interpolation (arXiv 2306.15595): every frequency divided by the factor.</summary>
/// <param name="Factor">How many times longer texts get; at least 1.</param>
public sealed record LinearRopeScaling(double Factor) : RopeScaling
{
    /// <inheritdoc/>
    public override string Kind => "linear";

    /// <inheritdoc/>
    public override double Stretch(double frequency) => frequency / Factor;

    /// <inheritdoc/>
    public override void Check()
    {
        if (!(Factor >= 1)) throw new ArgumentException($"LinearRopeScaling: Factor is {Factor}; it must be at least 1");
    }
}
