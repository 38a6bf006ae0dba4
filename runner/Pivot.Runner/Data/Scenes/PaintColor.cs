namespace Pivot.Runner.Data.Scenes;

internal enum PaintColor { Red, Green, Blue, Yellow, Purple, Orange, Cyan }
