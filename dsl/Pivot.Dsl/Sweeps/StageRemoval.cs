using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps;

/// <summary>
/// Leaves a stage out. What started from it starts from where it started: from its own <c>from</c>, or else from its model, untrained.
/// </summary>
internal static class StageRemoval
{
    private const string TowerPrefix = "stages.";

    public static MapNode Remove(MapNode root, string name)
    {
        if (root["stages"] is not MapNode stages || stages[name] is not { } removed) return root;
        if (removed is not MapNode map) return root; // what it started from cannot be told, and that is reported
        var (from, model) = (Written(map.Find("from")), Written(map.Find("model")));
        var left = stages.Without(name);
        foreach (var stage in left.Entries)
        {
            if (stage.Value is MapNode dependant) left = With(left, stage, Reconnect(dependant, name, from, model));
        }

        root = root.With(root.Find("stages")! with { Value = left });
        return root["models"] is MapNode models ? root.With(root.Find("models")! with { Value = ReconnectTowers(models, name, from, model) }) : root;
    }

    private static MapNode Reconnect(MapNode stage, string name, MapEntry? from, MapEntry? model)
    {
        if (Names(stage.Find("reference"), name) && from is not null) stage = stage.With(stage.Find("reference")! with { Value = from.Value });
        if (!Names(stage.Find("from"), name)) return stage;
        if (from is not null) return stage.With(stage.Find("from")! with { Value = from.Value });
        stage = stage.Without("from");
        return model is null ? stage : stage.With(model);
    }

    private static MapNode ReconnectTowers(MapNode models, string name, MapEntry? from, MapEntry? model)
    {
        // A removed stage that names neither started from the only model there is.
        var start = model is { Value: ScalarNode word } ? models[word.Value] : models.Entries.FirstOrDefault(m => !TakesTowerFrom(m.Value, name))?.Value;
        foreach (var entry in models.Entries.Where(m => TakesTowerFrom(m.Value, name)))
        {
            var map = (MapNode)entry.Value;
            var tower = (MapNode)map["vision_tower"]!;
            if (from is { Value: ScalarNode earlier })
            {
                var value = new ScalarNode(TowerPrefix + earlier.Value, isPlain: true, earlier.Span, earlier.Source);
                map = map.With(map.Find("vision_tower")! with { Value = tower.With(tower.Find("from")! with { Value = value }) });
            }
            else if ((start as MapNode)?.Find("vision_tower") is { } fresh)
            {
                map = map.With(fresh);
            }

            models = With(models, entry, map);
        }

        return models;
    }

    private static bool TakesTowerFrom(Node model, string stage) =>
        model is MapNode map && map["vision_tower"] is MapNode tower && Names(tower.Find("from"), TowerPrefix + stage);

    private static bool Names(MapEntry? entry, string name) => entry?.Value is ScalarNode { IsNull: false } scalar && scalar.Value == name;

    private static MapEntry? Written(MapEntry? entry) => entry is null || entry.Value.IsNull ? null : entry;

    private static MapNode With(MapNode map, MapEntry old, MapNode changed) => ReferenceEquals(old.Value, changed) ? map : map.With(old with { Value = changed });
}
