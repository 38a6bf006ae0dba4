namespace Pivot.Runner.Data.Scenes;

internal enum Texture { Plain, Grain, Stripes, Checks }
