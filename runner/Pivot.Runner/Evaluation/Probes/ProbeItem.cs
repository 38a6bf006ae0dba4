namespace Pivot.Runner.Evaluation.Probes;

/// <summary>One test item of a classification probe.</summary>
/// <param name="Label">Its class.</param>
/// <param name="Prediction">The best scored class.</param>
/// <param name="Correct">Whether they are the same.</param>
/// <param name="InTop5">Whether its class is among the five best scored.</param>
public sealed record ProbeItem(int Label, int Prediction, bool Correct, bool InTop5);
