namespace Pivot.Runner.Data.Scenes;

/// <summary>What random numbers are drawn for; each has a stream of its own, so that one view never moves another.</summary>
internal enum SceneStream { Pictures = 1, Objects, Captions, Instruct, Preference, Questions, Grounded }
