using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Specs.Binding;

namespace Pivot.Dsl.Plans.Building;

/// <summary>The names a stage gives for what it starts from: whether they exist, and whether there is a model behind them.</summary>
internal sealed class StageReferences(BoundParts parts, DiagnosticBag bag)
{
    private const string TowerPrefix = "stages.";

    /// <summary>What a stage starts from, or null after reporting why that cannot be told.</summary>
    public StageStart? StartOf(BoundStage stage)
    {
        var spec = stage.Spec;
        if (spec is { From: not null, Model: not null })
        {
            bag.Error(DiagnosticCodes.Relation, stage.SpanOf("model"), stage.At.PathOf("model"), "'model' cannot be given together with 'from', which brings its model along", "remove one of them");
            return null;
        }

        if (spec.From is { } from) return Stage(stage, "from", from) is { } known ? new StageStart(known, null, null) : null;
        if (spec is DpoSpec)
        {
            bag.Error(DiagnosticCodes.NoModel, stage.SpanOf("kind"), stage.At.Path, $"'{stage.At.Path}' of kind dpo needs 'from': the stage whose model it starts from and is held to");
            return null;
        }

        if (parts.Unread.Contains("models")) return null;
        var name = spec.Model ?? (parts.Models.Count == 1 ? parts.Models.Keys.First() : null);
        if (name is null)
        {
            bag.Error(DiagnosticCodes.NoModel, stage.At.Owner, stage.At.Path, $"'{stage.At.Path}' says neither 'from' nor 'model', and there are {parts.Models.Count} models",
                parts.Models.Count > 0 ? $"known models: {string.Join(", ", parts.Models.Keys)}" : null);
            return null;
        }

        if (!parts.Models.TryGetValue(name, out var model))
        {
            bag.Error(DiagnosticCodes.UnknownModel, stage.SpanOf("model"), stage.At.PathOf("model"), $"there is no model '{name}'", NearestName.Hint(name, parts.Models.Keys.ToList()));
            return null;
        }

        if (model is null) return null;
        if (model.Spec.VisionTower.From is null) return new StageStart(null, model, null);
        return Tower(model) is { } tower ? new StageStart(null, model, tower) : null;
    }

    /// <summary>The stage named under a key of a stage, or null: nothing is named, or what is named is reported.</summary>
    public string? Stage(BoundStage stage, string key, string? name) => name is null ? null : Known(name, stage.SpanOf(key), stage.At.PathOf(key), "");

    /// <summary>Looks at the tower of every model, those that no stage uses included.</summary>
    public void CheckTowers()
    {
        foreach (var model in parts.Models.Values)
        {
            if (model?.Spec.VisionTower.From is not null) Tower(model);
        }
    }

    private string? Tower(BoundModel model)
    {
        var text = model.Spec.VisionTower.From!;
        var at = (Yaml.MapNode)model.At.Map["vision_tower"]!;
        var path = model.At.PathOf("vision_tower.from");
        if (text.StartsWith(TowerPrefix, StringComparison.Ordinal)) return Known(text[TowerPrefix.Length..], at["from"]!.Span, path, TowerPrefix);
        bag.Error(DiagnosticCodes.UnknownStage, at["from"]!.Span, path, $"a tower comes from 'stages.NAME', found '{text}'",
            parts.Stages.ContainsKey(text) ? $"write 'stages.{text}'" : NearestName.Of(text, Training(TowerPrefix)) is { } near ? $"did you mean '{near}'?" : null);
        return null;
    }

    private string? Known(string name, SourceSpan span, string path, string prefix)
    {
        if (!parts.Stages.TryGetValue(name, out var stage))
        {
            if (parts.Unread.Contains("stages")) return null;
            bag.Error(DiagnosticCodes.UnknownStage, span, path, $"there is no stage '{name}'", NearestName.Hint(prefix + name, Training(prefix)));
            return null;
        }

        if (stage is null) return null;
        if (stage.Kind.Trains) return name;
        bag.Error(DiagnosticCodes.NotTraining, span, path, $"the stage '{name}' of kind {stage.Spec.Kind} leaves no model behind to start from",
            Measured(stage) is { } measured ? $"did you mean '{prefix}{measured}', which it measures?" : null);
        return null;
    }

    /// <summary>The stage whose model a benchmark or a probe looks at, or null when it names none that leaves one.</summary>
    private string? Measured(BoundStage stage) => stage.Spec.From is { } from && parts.Stages.GetValueOrDefault(from) is { Kind.Trains: true } ? from : null;

    private List<string> Training(string prefix) => parts.Stages.Where(s => s.Value is { Kind.Trains: true }).Select(s => prefix + s.Key).ToList();
}
