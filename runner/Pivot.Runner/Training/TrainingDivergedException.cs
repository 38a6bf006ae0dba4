namespace Pivot.Runner.Training;

/// <summary>The loss or the gradient is not a number any more.</summary>
public sealed class TrainingDivergedException(long step, string what) : Exception(
    $"training diverged: {what} is not finite at step {step}; lower learning_rate, lengthen warmup, or lower clip_norm");
