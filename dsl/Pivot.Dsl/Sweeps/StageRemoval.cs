using Pivot.Dsl.Interpolation;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps;

/// <summary>
/// Leaves a stage out. What started from it starts from where it started: from its own <c>from</c>, or else from its model, untrained. What a
/// <c>${...}</c> names there is read as what it names.
/// </summary>
internal sealed class StageRemoval
{
    private const string TowerPrefix = "stages.";

    private readonly MapNode _root;
    private readonly string _name;
    private readonly MapEntry? _from;
    private readonly MapEntry? _model;

    private StageRemoval(MapNode root, string name, Node removed)
    {
        (_root, _name) = (root, name);
        if (MapReferences.Written(root, removed) is MapNode map) (_from, _model) = (Written(map.Find("from")), Written(map.Find("model")));
    }

    public static MapNode Remove(MapNode root, string name) =>
        // Of anything but a map it cannot be told what it started from, and that is reported.
        root["stages"] is MapNode stages && stages[name] is { } removed && MapReferences.Written(root, removed) is MapNode
            ? new StageRemoval(root, name, removed).Remove(stages) : root;

    private MapNode Remove(MapNode stages)
    {
        var left = stages.Without(_name);
        foreach (var stage in left.Entries)
        {
            if (MapReferences.Written(_root, stage.Value) is MapNode dependant) left = With(left, stage, dependant, Reconnect(dependant));
        }

        var root = _root.With(_root.Find("stages")! with { Value = left });
        return root["models"] is MapNode models ? root.With(root.Find("models")! with { Value = ReconnectTowers(models) }) : root;
    }

    private MapNode Reconnect(MapNode stage)
    {
        if (Names(stage.Find("reference"), _name) && _from is not null) stage = stage.With(stage.Find("reference")! with { Value = _from.Value });
        if (!Names(stage.Find("from"), _name)) return stage;
        if (_from is not null) return stage.With(stage.Find("from")! with { Value = _from.Value });
        stage = stage.Without("from");
        return _model is null ? stage : stage.With(_model);
    }

    private MapNode ReconnectTowers(MapNode models)
    {
        // A removed stage that names neither started from the only model there is.
        var start = _model is { Value: ScalarNode word } ? models[Text(word)] : models.Entries.FirstOrDefault(m => TowerFrom(m.Value) is null)?.Value;
        foreach (var entry in models.Entries)
        {
            if (TowerFrom(entry.Value) is not var (model, tower)) continue;
            var changed = model;
            if (_from is { Value: ScalarNode earlier })
            {
                var value = new ScalarNode(TowerPrefix + earlier.Value, isPlain: true, earlier.Span, earlier.Source);
                changed = model.With(model.Find("vision_tower")! with { Value = tower.With(tower.Find("from")! with { Value = value }) });
            }
            else if (start is not null && (MapReferences.Written(_root, start) as MapNode)?.Find("vision_tower") is { } fresh)
            {
                changed = model.With(fresh);
            }

            models = With(models, entry, model, changed);
        }

        return models;
    }

    /// <summary>The model and its tower when that is taken out of the removed stage.</summary>
    private (MapNode Model, MapNode Tower)? TowerFrom(Node model) =>
        MapReferences.Written(_root, model) is MapNode map && map["vision_tower"] is { } part && MapReferences.Written(_root, part) is MapNode tower
            && Names(tower.Find("from"), TowerPrefix + _name) ? (map, tower) : null;

    private bool Names(MapEntry? entry, string name) => entry?.Value is ScalarNode { IsNull: false } scalar && Text(scalar) == name;

    private string Text(ScalarNode scalar) => MapReferences.Text(_root, scalar);

    private static MapEntry? Written(MapEntry? entry) => entry is null || entry.Value.IsNull ? null : entry;

    private static MapNode With(MapNode map, MapEntry old, MapNode written, MapNode changed) => ReferenceEquals(written, changed) ? map : map.With(old with { Value = changed });
}
