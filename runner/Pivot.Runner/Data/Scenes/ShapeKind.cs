namespace Pivot.Runner.Data.Scenes;

internal enum ShapeKind { Circle, Square, Triangle, Diamond, Cross, Star }
