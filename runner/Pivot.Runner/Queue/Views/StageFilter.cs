namespace Pivot.Runner.Queue.Views;

/// <summary>Which stages of a run are asked for; null is any.</summary>
/// <param name="State">In this state.</param>
/// <param name="Stage">Of this name.</param>
/// <param name="Arm">Asked for by this arm.</param>
public sealed record StageFilter(string? State = null, string? Stage = null, string? Arm = null);
