namespace Pivot.Runner.Data.Scenes;

/// <summary>A quarter of the picture; each holds one shape at most, so shapes never touch and "left of" and "above" are never in doubt.</summary>
internal enum Place { TopLeft, TopRight, BottomLeft, BottomRight }
