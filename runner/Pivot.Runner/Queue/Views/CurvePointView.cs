namespace Pivot.Runner.Queue.Views;

/// <summary>A point of a stage's loss.</summary>
/// <param name="Done">Steps that were done.</param>
/// <param name="Loss">The loss then.</param>
public sealed record CurvePointView(long Done, double Loss);
