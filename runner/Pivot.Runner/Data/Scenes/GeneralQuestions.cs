namespace Pivot.Runner.Data.Scenes;

/// <summary>What is there. Whether yes is right is drawn before what is asked, and what is asked of is alike for both.</summary>
internal static class GeneralQuestions
{
    public static readonly QuestionTemplate[] All = [Pair, Pair, Kind, Color, Bar, ColorOfKind, KindOfColor];

    // Hard negatives: the colour of one thing with a kind it has not, or the other way round.
    private static SceneQuestion? Pair(Scene scene, SeededRandom random)
    {
        if (scene.Shapes.Count == 0) return null;
        var yes = random.Chance(1, 2);
        var shape = random.Pick(scene.Shapes);
        var (kind, color) = (shape.Kind, shape.Color);
        while (!yes && scene.Shapes.Any(s => s.Kind == kind && s.Color == color))
        {
            (kind, color) = (shape.Kind, shape.Color);
            if (random.Chance(1, 2)) kind = random.Pick(Enum.GetValues<ShapeKind>());
            else color = random.Pick(Enum.GetValues<PaintColor>());
        }
        return Exists(random, $"{color.Word()} {kind.Word()}", yes);
    }

    private static SceneQuestion? Kind(Scene scene, SeededRandom random)
    {
        if (scene.Shapes.Count == 0) return null;
        var yes = random.Chance(1, 2);
        var there = scene.Shapes.Select(s => s.Kind).Distinct().ToArray();
        return Exists(random, random.Pick(yes ? there : [.. Enum.GetValues<ShapeKind>().Except(there)]).Word(), yes);
    }

    private static SceneQuestion? Color(Scene scene, SeededRandom random)
    {
        if (scene.Shapes.Count == 0) return null;
        var yes = random.Chance(1, 2);
        var there = scene.Shapes.Select(s => s.Color).Distinct().ToArray();
        return Exists(random, $"{random.Pick(yes ? there : [.. Enum.GetValues<PaintColor>().Except(there)]).Word()} shape", yes);
    }

    private static SceneQuestion? Bar(Scene scene, SeededRandom random)
    {
        if (!scene.IsChart) return null;
        var yes = random.Chance(1, 2);
        var there = scene.Bars.Select(b => b.Color).ToArray();
        return Exists(random, $"{random.Pick(yes ? there : [.. Enum.GetValues<PaintColor>().Except(there)]).Word()} bar", yes);
    }

    private static SceneQuestion? ColorOfKind(Scene scene, SeededRandom random)
    {
        var shapes = scene.OnlyOfKind.ToArray();
        if (shapes.Length == 0) return null;
        var shape = random.Pick(shapes);
        return new SceneQuestion($"what color is the {shape.Kind.Word()}?", shape.Color.Word(), SceneWords.Colors,
            [.. scene.Shapes.Select(s => s.Color.Word())], scene.ThingOf(shape));
    }

    private static SceneQuestion? KindOfColor(Scene scene, SeededRandom random)
    {
        var shapes = scene.OnlyOfColor.ToArray();
        if (shapes.Length == 0) return null;
        var shape = random.Pick(shapes);
        return new SceneQuestion($"what is the {shape.Color.Word()} shape?", shape.Kind.Word(), SceneWords.Kinds,
            [.. scene.Shapes.Select(s => s.Kind.Word())], scene.ThingOf(shape));
    }

    private static SceneQuestion Exists(SeededRandom random, string what, bool yes) =>
        SceneQuestion.YesNo((random.Chance(1, 2) ? "is there " : "do you see ") + SceneWords.WithArticle(what) + "?", yes);
}
