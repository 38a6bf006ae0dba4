namespace Pivot.Runner.Data.Scenes;

/// <summary>A sentence that names all there is.</summary>
internal static class SceneCaption
{
    public static string Of(Scene scene)
    {
        if (scene.IsChart)
            return $"a chart with {SceneWords.Numbers[scene.Bars.Count]} bars: {Join(scene.Bars.Select(b => b.Color.Word()))}. " +
                $"the {scene.Tallest.Color.Word()} bar is the tallest and the {scene.Shortest.Color.Word()} bar is the shortest.";
        var things = scene.Shapes.Select(s => $"{SceneWords.WithArticle($"{s.Size.Word()} {SceneWords.Name(s)}")} at the {s.Place.Word()}");
        if (scene.Code is { } code) things = things.Append($"the code {SceneWords.ReadOut(code.Symbols)} at the {(code.Top ? "top" : "bottom")}");
        return Join(things) + ".";
    }

    private static string Join(IEnumerable<string> items)
    {
        var all = items.ToArray();
        return all.Length == 1 ? all[0] : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }
}
