namespace Pivot.Runner.Training.Schedules;

/// <summary>The factor on the peak learning rate over the steps: a linear rise, then a curve.</summary>
/// <param name="Steps">Steps in all, at least 1.</param>
/// <param name="WarmupSteps">Steps of the rise, from 0.</param>
/// <param name="Curve">What follows, from 1 to its end: progress in [0, 1] to a factor in [0, 1].</param>
public sealed record LearningRateSchedule(long Steps, long WarmupSteps, Func<double, double> Curve)
{
    /// <summary>The curves by name.</summary>
    public static IReadOnlyDictionary<string, Func<double, double>> Curves { get; } = new Dictionary<string, Func<double, double>>
    {
        ["cosine"] = progress => 0.5 * (1 + Math.Cos(Math.PI * progress)),
        ["linear"] = progress => 1 - progress,
        ["constant"] = _ => 1,
    };

    /// <summary>A schedule by its curve's name, with the warm-up as a share of the steps (HuggingFace's warmup_ratio, rounded up).</summary>
    public static LearningRateSchedule Named(string curve, long steps, double warmupShare) =>
        new(steps, (long)Math.Ceiling(steps * warmupShare), Curves[curve]);

    /// <summary>The factor of a step.</summary>
    /// <param name="step">From 0. Step 0 of a warm-up has factor 1 / (warm-up + 1), not 0, so that no step is without effect.</param>
    public double At(long step) => step < WarmupSteps
        ? (step + 1.0) / (WarmupSteps + 1)
        : Curve(Math.Min(1, (step - WarmupSteps) / (double)Math.Max(1, Steps - WarmupSteps)));
}
