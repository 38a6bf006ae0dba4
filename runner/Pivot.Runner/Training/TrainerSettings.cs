namespace Pivot.Runner.Training;

/// <summary>How long a training runs and how often it looks up.</summary>
/// <param name="Steps">Optimizer updates, at least 1.</param>
/// <param name="ClipNorm">Largest global gradient norm, above 0.</param>
/// <param name="EvaluateEvery">Steps between evaluations on held-out rows; 0 evaluates at the end only.</param>
/// <param name="CheckpointEvery">Steps between checkpoints; 0 writes none but on a stop.</param>
public sealed record TrainerSettings(long Steps, double ClipNorm, int EvaluateEvery, int CheckpointEvery);
