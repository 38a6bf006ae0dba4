namespace Pivot.Runner.Queue.Views;

/// <summary>The stages of one name that one arm asks for.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Stage">The stages' name.</param>
/// <param name="Kind">Their kind, or the first by name where an arm changes it for a seed.</param>
/// <param name="Order">Place of the first in the plan.</param>
/// <param name="Stages">How many are in which state.</param>
public sealed record CellView(string Arm, string Stage, string Kind, int Order, StageCounts Stages);
