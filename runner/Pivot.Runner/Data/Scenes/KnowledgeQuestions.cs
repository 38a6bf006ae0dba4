namespace Pivot.Runner.Data.Scenes;

/// <summary>
/// Facts that no picture shows: what a kind eats, which city likes a colour. The question never names the kind or colour that the fact
/// hangs on, so the picture is needed as well as the fact.
/// </summary>
internal static class KnowledgeQuestions
{
    public static readonly QuestionTemplate[] All = [FoodByColor, FoodByPlace, CityByKind, CityOfTallest, CityOfShortest];

    private static SceneQuestion? FoodByColor(Scene scene, SeededRandom random)
    {
        var shapes = scene.OnlyOfColor.ToArray();
        if (shapes.Length == 0) return null;
        var shape = random.Pick(shapes);
        return Food(scene, shape, $"what does the {shape.Color.Word()} shape eat?");
    }

    private static SceneQuestion? FoodByPlace(Scene scene, SeededRandom random)
    {
        if (scene.Shapes.Count == 0) return null;
        var shape = random.Pick(scene.Shapes);
        return Food(scene, shape, $"what does the shape at the {shape.Place.Word()} eat?");
    }

    private static SceneQuestion? CityByKind(Scene scene, SeededRandom random)
    {
        var shapes = scene.OnlyOfKind.ToArray();
        if (shapes.Length == 0) return null;
        var shape = random.Pick(shapes);
        return new SceneQuestion($"which city likes the {shape.Kind.Word()}?", shape.Color.City(), SceneWords.Cities,
            [.. scene.Shapes.Select(s => s.Color.City())], scene.ThingOf(shape));
    }

    private static SceneQuestion? CityOfTallest(Scene scene, SeededRandom random) =>
        scene.IsChart ? City(scene, scene.Tallest, "which city likes the tallest bar?") : null;

    private static SceneQuestion? CityOfShortest(Scene scene, SeededRandom random) =>
        scene.IsChart ? City(scene, scene.Shortest, "which city likes the shortest bar?") : null;

    private static SceneQuestion Food(Scene scene, Shape shape, string text) =>
        new(text, shape.Kind.Food(), SceneWords.Foods, [.. scene.Shapes.Select(s => s.Kind.Food())], scene.ThingOf(shape));

    private static SceneQuestion City(Scene scene, Bar bar, string text) =>
        new(text, bar.Color.City(), SceneWords.Cities, [.. scene.Bars.Select(b => b.Color.City())], scene.ThingOf(bar));
}
