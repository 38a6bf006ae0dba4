namespace Pivot.Runner.Data.Scenes;

/// <summary>Counting, places and sizes.</summary>
internal static class VisionCentricQuestions
{
    private static readonly string[] OneToFour = SceneWords.Numbers[1..];

    public static readonly QuestionTemplate[] All =
        [AllShapes, CountKind, CountKind, CountColor, CountColor, Where, Beside, Above, Larger, Size, AllBars, BarsBeside];

    private static SceneQuestion? AllShapes(Scene scene, SeededRandom random) =>
        scene is { IsChart: false, Code: null } ? Count("how many shapes are there?", scene.Shapes.Count, OneToFour) : null;

    private static SceneQuestion? AllBars(Scene scene, SeededRandom random) =>
        scene.IsChart ? Count("how many bars are there?", scene.Bars.Count, SceneWords.Numbers[2..]) : null;

    private static SceneQuestion? CountKind(Scene scene, SeededRandom random) =>
        CountOf(scene, random, s => s.Kind, kind => $"how many {kind.Plural()} are there?");

    private static SceneQuestion? CountColor(Scene scene, SeededRandom random) =>
        CountOf(scene, random, s => s.Color, color => $"how many {color.Word()} shapes are there?");

    // Zero and one are on offer in nearly every scene, more only in some: asked for seldom, they come as often as the others.
    private static SceneQuestion? CountOf<T>(Scene scene, SeededRandom random, Func<Shape, T> by, Func<T, string> text) where T : struct, Enum
    {
        if (scene.IsChart || scene.Code is not null) return null;
        var counts = Enum.GetValues<T>().ToDictionary(v => v, v => scene.Shapes.Count(s => by(s).Equals(v)));
        var wanted = counts.Where(c => c.Value > 1).ToArray();
        if (wanted.Length == 0 || random.Chance(1, 6))
        {
            if (!random.Chance(1, 5)) return null;
            var number = random.Next(0, 1);
            wanted = [.. counts.Where(c => c.Value == number)];
            if (wanted.Length == 0) return null;
        }
        var (value, count) = random.Pick(wanted);
        return Count(text(value), count, SceneWords.Numbers);
    }

    private static SceneQuestion? Where(Scene scene, SeededRandom random)
    {
        if (scene.Shapes.Count == 0 || scene.Code is not null) return null; // a code halves the places there are
        var shape = random.Pick(scene.Shapes);
        return new SceneQuestion($"where is the {SceneWords.Name(shape)}?", shape.Place.Word(), SceneWords.Places,
            [.. scene.Shapes.Select(s => s.Place.Word())], scene.ThingOf(shape));
    }

    private static SceneQuestion? Beside(Scene scene, SeededRandom random) =>
        Related(scene, random, (a, b) => a.IsLeft != b.IsLeft) is not var (a, b) ? null
        : SceneQuestion.YesNo($"is the {SceneWords.Name(a)} left of the {SceneWords.Name(b)}?", a.IsLeft);

    private static SceneQuestion? Above(Scene scene, SeededRandom random) =>
        Related(scene, random, (a, b) => a.IsTop != b.IsTop) is not var (a, b) ? null
        : SceneQuestion.YesNo($"is the {SceneWords.Name(a)} above the {SceneWords.Name(b)}?", a.IsTop);

    private static SceneQuestion? BarsBeside(Scene scene, SeededRandom random)
    {
        if (!scene.IsChart) return null;
        var order = Enumerable.Range(0, scene.Bars.Count).ToArray();
        random.Shuffle(order.AsSpan());
        var (a, b) = (scene.Bars[order[0]], scene.Bars[order[1]]);
        return SceneQuestion.YesNo($"is the {a.Color.Word()} bar left of the {b.Color.Word()} bar?", order[0] < order[1]);
    }

    private static SceneQuestion? Larger(Scene scene, SeededRandom random)
    {
        if (Related(scene, random, (a, b) => a.Size != b.Size && a.Color != b.Color) is not var (a, b)) return null;
        if (scene.Shapes.Count(s => s.Color == a.Color) > 1 || scene.Shapes.Count(s => s.Color == b.Color) > 1) return null;
        string[] both = [a.Color.Word(), b.Color.Word()];
        var larger = a.Size > b.Size ? a : b;
        return new SceneQuestion($"which is larger, the {both[0]} shape or the {both[1]} shape?", larger.Color.Word(), both, [], scene.ThingOf(larger));
    }

    private static SceneQuestion? Size(Scene scene, SeededRandom random)
    {
        if (scene.Shapes.Count == 0) return null;
        var shape = random.Pick(scene.Shapes);
        return new SceneQuestion($"what size is the {SceneWords.Name(shape)}?", shape.Size.Word(), SceneWords.Sizes,
            [.. scene.Shapes.Select(s => s.Size.Word())], scene.ThingOf(shape));
    }

    private static SceneQuestion Count(string text, int count, string[] answers) => new(text, SceneWords.Numbers[count], answers, [], -1);

    // An ordered pair that stands in the relation, each as likely as any other; null where there is none.
    private static (Shape, Shape)? Related(Scene scene, SeededRandom random, Func<Shape, Shape, bool> related)
    {
        var pairs = (from a in scene.Shapes from b in scene.Shapes where !ReferenceEquals(a, b) && related(a, b) select (a, b)).ToArray();
        return pairs.Length == 0 ? null : random.Pick(pairs);
    }
}
