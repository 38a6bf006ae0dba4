using System.Globalization;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Plans.Building;

/// <summary>
/// Turns the stages of one trial into nodes, hoisting what does not change: reference log-probabilities of a DPO stage, features of a frozen
/// encoder.
/// </summary>
/// <param name="table">Where the nodes go.</param>
/// <param name="data">The data that was read.</param>
/// <param name="replicated">Names of the stages that the seeds reach.</param>
/// <param name="arm">The trial's arm.</param>
/// <param name="seed">The trial's seed, or null to stand for every seed (the hash of an arm).</param>
internal sealed class TrialBuilder(NodeTable table, DataReading data, IReadOnlySet<string> replicated, string arm, long? seed)
{
    private readonly Dictionary<string, string> _keys = [];

    /// <summary>Every stage's key by its name.</summary>
    public IReadOnlyDictionary<string, string> Build(StageGraph graph)
    {
        foreach (var stage in graph.Stages) _keys[stage.Name] = Build(stage);
        return _keys;
    }

    private string Build(ResolvedStage stage)
    {
        var parents = new Dictionary<string, string>();
        switch (stage.Spec)
        {
            case LinearProbeSpec s: return Probe(stage, s.Features, s.Layer, "mean");
            case KnnProbeSpec s: return Probe(stage, s.Features, s.Layer, "mean");
            case SegmentationProbeSpec s: return Probe(stage, s.Features, s.Layer, "patches");
        }

        AddStart(parents, stage);
        if (stage is { Spec: DpoSpec, Reference: { } reference }) parents[ParentRoles.Reference] = ReferenceOf(stage, reference);
        // A fresh tower that stays frozen depends on the stage's own seed; only one that comes from a stage or a checkpoint can be read ahead.
        bool frozen = stage.Spec is SftSpec or DpoSpec && !stage.TrainsPart(Parts.VisionTower);
        if (frozen && ((stage.From ?? stage.Tower) is not null || stage.Model.VisionTower.Checkpoint is not null)) parents[ParentRoles.Features] = FeaturesOf(stage, "encoder", null, "patches");
        return Ask(stage.Name, stage.Spec, stage.Bound.Inputs, stage, stage, parents);
    }

    private string Probe(ResolvedStage stage, string features, int? layer, string pooling) =>
        Ask(stage.Name, stage.Spec, stage.Bound.Inputs, null, stage, new() { [ParentRoles.Features] = FeaturesOf(stage, features, layer, pooling) });

    private string FeaturesOf(ResolvedStage consumer, string features, int? layer, string pooling)
    {
        var source = FeatureSource.Of(consumer, features);
        var spec = new FeaturesSpec
        {
            From = source?.Name, Model = source is null ? consumer.Spec.Model : null, Data = consumer.Spec.Data, Features = features, Layer = layer, Pooling = pooling,
        };
        var parents = new Dictionary<string, string>();
        if (source is not null) parents[ParentRoles.From] = _keys[source.Name];
        else AddStart(parents, consumer);
        return Ask($"{consumer.Name}.features", spec, StageInputs.Of(spec), source ?? consumer, consumer, parents);
    }

    private string ReferenceOf(ResolvedStage stage, ResolvedStage reference)
    {
        var spec = new ReferenceLogProbabilitiesSpec { From = reference.Name, Data = stage.Spec.Data };
        return Ask($"{stage.Name}.reference", spec, StageInputs.Of(spec), reference, stage, new() { [ParentRoles.From] = _keys[reference.Name] });
    }

    private void AddStart(Dictionary<string, string> parents, ResolvedStage stage)
    {
        if (stage.From is { } from) parents[ParentRoles.From] = _keys[from.Name];
        else if (stage.Tower is { } tower) parents[ParentRoles.VisionTower] = _keys[tower.Name];
    }

    private string Ask(string name, StageSpec spec, string inputs, ResolvedStage? modelOf, ResolvedStage reader, Dictionary<string, string> parents)
    {
        var made = modelOf is null ? MadeParts.None : MadeIn(spec, modelOf, parents);
        var text = made.HasFlag(MadeParts.Tokenizer) ? data.TextOf(modelOf!.Model) : [];
        var model = modelOf is null ? null : ModelContent.Of(modelOf.Model, made, text.Select(data.TextContentOf), data.Checkpoints.DigestOf(modelOf.Model.VisionTower));
        var (own, seedText) = SeedOf(name, spec);
        var content = NodeContent.Of(spec, inputs, model, data.ContentOf(reader.View), seedText, parents);
        return table.Ask(content, arm, seed ?? 0, key => new PlanNode
        {
            Key = key, Stage = name, Spec = spec, Model = modelOf?.Model, Data = reader.View.View, DataDigest = data.DigestOf(reader.View), Seed = own,
            TokenizerData = [.. text.Select(v => v.View)], Counts = data.CountsOf(reader.View), VocabularySize = modelOf is null ? null : data.VocabularySizeOf(modelOf.Model),
            Parents = parents, Arms = [], Seeds = [],
        });
    }

    /// <summary>
    /// What a node makes fresh. Contrastive pretraining makes towers only, so that language models of any width share it; the stage after it
    /// makes the rest. Features of an encoder need no language model, unless they are read behind the projector of a fresh one.
    /// </summary>
    private static MadeParts MadeIn(StageSpec spec, ResolvedStage modelOf, Dictionary<string, string> parents)
    {
        var tower = parents.ContainsKey(ParentRoles.From) || parents.ContainsKey(ParentRoles.VisionTower) ? MadeParts.None : MadeParts.Tower;
        if (spec is FeaturesSpec { Features: "encoder" }) return tower;
        if (spec is ContrastiveSpec)
            return modelOf.From is { Spec: ContrastiveSpec } ? MadeParts.None : tower | MadeParts.Tokenizer;
        if (parents.ContainsKey(ParentRoles.From) && (spec is FeaturesSpec or ReferenceLogProbabilitiesSpec || modelOf.From is not { Spec: ContrastiveSpec }))
            return MadeParts.None;
        return modelOf.Model.LanguageModel is null ? tower : tower | MadeParts.Language | MadeParts.Tokenizer;
    }

    private (long? Seed, string Text) SeedOf(string name, StageSpec spec)
    {
        if (!StageKinds.All[spec.Kind].Seeded) return (null, "null");
        bool every = spec.Seed is null && seed is null && replicated.Contains(name);
        long own = spec.Seed ?? (replicated.Contains(name) ? seed ?? 0 : 0);
        return (own, every ? "\"every\"" : own.ToString(CultureInfo.InvariantCulture));
    }
}
