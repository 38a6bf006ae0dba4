using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Plans.Building;

/// <summary>A part of a stage's own model that comes out of a folder, and where that is written.</summary>
/// <param name="Folder">The folder, absolute.</param>
/// <param name="Part">What is taken out of it.</param>
/// <param name="Stage">The stage.</param>
internal sealed record CheckpointPlace(string Folder, InspectedPart Part, ResolvedStage Stage)
{
    /// <summary>The parts of a stage's own model that come out of folders.</summary>
    public static IEnumerable<CheckpointPlace> Of(ResolvedStage stage)
    {
        if (stage.Own is not { Spec: var model }) yield break;
        if (model.Checkpoint is { } whole) yield return new(whole, InspectedPart.Model, stage);
        else
        {
            if (stage.Tower is null && model.VisionTower.Checkpoint is { } tower) yield return new(tower, InspectedPart.VisionTower, stage);
            if (model.LanguageModel?.Checkpoint is { } language) yield return new(language, InspectedPart.LanguageModel, stage);
        }

        if (model.Tokenizer is { Kind: "checkpoint", Path: { } tokenizer }) yield return new(tokenizer, InspectedPart.Tokenizer, stage);
    }

    private BoundModel Model => Stage.Own!;

    /// <summary>The keys that may name it, the nearest first.</summary>
    private IEnumerable<string> Keys => Part switch
    {
        InspectedPart.Model => ["checkpoint"],
        InspectedPart.VisionTower => ["vision_tower.checkpoint"],
        InspectedPart.LanguageModel => ["language_model.checkpoint"],
        _ => ["tokenizer.path", "language_model.checkpoint", "checkpoint"],
    };

    private (Node? Node, string Key) Written => Keys.Select(key => (Node: Find(key), Key: key)).FirstOrDefault(k => k.Node is not null, (null, Keys.First()));

    /// <summary>The text of the path.</summary>
    public SourceSpan At => Written.Node?.Span ?? Model.At.Owner;

    /// <summary>Dotted path of the key.</summary>
    public string Path => Model.At.PathOf(Written.Key);

    private Node? Find(string key)
    {
        Node? node = Model.At.Map;
        foreach (var step in key.Split('.')) node = (node as MapNode)?[step];
        return node;
    }
}
