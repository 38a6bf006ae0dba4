namespace Pivot.Dsl.Specs;

/// <summary>Peak learning rate, with exceptions per part. <c>learning_rate: 1e-3</c> in YAML sets the default alone.</summary>
/// <param name="Default">Peak rate of every part without its own, above 0.</param>
/// <param name="Parts">Part name to its peak rate.</param>
public sealed record LearningRateSpec(double Default, IReadOnlyDictionary<string, double> Parts)
{
    /// <summary>The same rate for every part.</summary>
    public static LearningRateSpec Uniform(double rate) => new(rate, new Dictionary<string, double>());

    /// <summary>The peak rate of a part.</summary>
    public double Of(string part) => Parts.TryGetValue(part, out var rate) ? rate : Default;
}
