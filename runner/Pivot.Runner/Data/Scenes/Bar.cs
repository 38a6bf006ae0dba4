namespace Pivot.Runner.Data.Scenes;

/// <summary>
/// A bar of a chart. Bars stand in the order of the scene's list, from the left; levels are 1..5 steps high, and no two of a scene are equal.
/// </summary>
internal sealed record Bar(PaintColor Color, int Level);
