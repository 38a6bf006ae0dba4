namespace Pivot.Runner.Data.Scenes;

internal enum ShapeSize { Small, Medium, Large }
