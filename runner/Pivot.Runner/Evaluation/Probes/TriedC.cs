namespace Pivot.Runner.Evaluation.Probes;

/// <summary>One inverse regularisation strength that a <see cref="LinearProbe"/> tried.</summary>
/// <param name="C">The strength.</param>
/// <param name="HeldOutAccuracy">Top-1 accuracy on the held-out training rows, in [0, 1].</param>
public sealed record TriedC(double C, double HeldOutAccuracy);
