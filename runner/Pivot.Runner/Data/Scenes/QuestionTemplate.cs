namespace Pivot.Runner.Data.Scenes;

/// <summary>Asks something of a scene, or gives null where it does not apply (or passes, to keep its answers balanced).</summary>
internal delegate SceneQuestion? QuestionTemplate(Scene scene, SeededRandom random);
