using System.Text.Json;

namespace Pivot.Runner.Explaining;

/// <summary>One place where two stages' contents differ.</summary>
/// <param name="Path">Dotted path in the content: <c>inputs.learning_rate.default</c>.</param>
/// <param name="Here">What the plan's stage has there, or null where there is nothing.</param>
/// <param name="There">What the stored stage has there, or null where there is nothing.</param>
internal sealed record ContentChange(string Path, JsonElement? Here, JsonElement? There)
{
    /// <summary>
    /// Where two contents differ, outermost first: a map that is on one side only is one change, and so is a list. Two stages of different
    /// kinds differ in their kind and nothing else, because their inputs are of different things.
    /// </summary>
    public static IReadOnlyList<ContentChange> Between(JsonElement here, JsonElement there)
    {
        if (here.GetProperty("kind").GetString() != there.GetProperty("kind").GetString())
            return [new ContentChange("kind", here.GetProperty("kind"), there.GetProperty("kind"))];
        var changes = new List<ContentChange>();
        Collect("", here, there, changes);
        return changes;
    }

    private static void Collect(string path, JsonElement? here, JsonElement? there, List<ContentChange> changes)
    {
        if (here is { ValueKind: JsonValueKind.Object } a && there is { ValueKind: JsonValueKind.Object } b)
        {
            foreach (var name in a.EnumerateObject().Concat(b.EnumerateObject()).Select(p => p.Name).Distinct())
                Collect(path.Length == 0 ? name : $"{path}.{name}", In(a, name), In(b, name), changes);
            return;
        }
        if (here is { } one && there is { } other && JsonElement.DeepEquals(one, other)) return;
        changes.Add(new ContentChange(path, here, there));
    }

    private static JsonElement? In(JsonElement map, string name) => map.TryGetProperty(name, out var value) ? value : null;
}
