using System.Globalization;
using Pivot.Dsl.Graphs;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Plans.Building;

/// <summary>
/// Turns stages into nodes, hoisting what does not change: reference log-probabilities of a DPO stage, features of a frozen encoder. A stage is turned
/// into nodes once a seed, whichever trials have it.
/// </summary>
/// <param name="table">Where the nodes go, or null if only keys are wanted.</param>
/// <param name="data">The data that was read.</param>
/// <param name="contents">Contents known from other nodes.</param>
/// <param name="replication">Which stages the seeds reach.</param>
/// <param name="seed">The seed, or null to stand for every seed (the hash of an arm).</param>
internal sealed class TrialBuilder(NodeTable? table, DataReading data, KnownContents contents, Replication replication, long? seed)
{
    private const long MostBytesAnImage = 1 << 20;

    private readonly Dictionary<ResolvedStage, StageNodes> _built = new(ReferenceEqualityComparer.Instance);
    private List<NodeEntry> _entries = [];

    /// <summary>The nodes of a stage, whose parents are built with it.</summary>
    public StageNodes Build(ResolvedStage stage)
    {
        if (_built.TryGetValue(stage, out var known)) return known;
        foreach (var parent in stage.Parents) Build(parent);
        _entries = [];
        var key = KeyOf(stage);
        return _built[stage] = new StageNodes(key, _entries);
    }

    private string KeyOf(ResolvedStage stage)
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
        bool frozen = stage.Spec is SftSpec or DpoSpec && !stage.TrainsPart(Parts.VisionTower) && IsStored(stage.Model);
        if (frozen && ((stage.From ?? stage.Tower) is not null || stage.Model.VisionTower.Checkpoint is not null)) parents[ParentRoles.Features] = FeaturesOf(stage, "encoder", null, "patches");
        return Ask(stage.Name, stage.Spec, stage.Bound.Inputs, stage, stage, parents);
    }

    /// <summary>
    /// Whether a model's features are worth a place on disk. Tiles are of an image's own shape, and a class token is none of the patches that are stored; and
    /// what is much larger than the image itself is made anew: of SigLIP So400m at 384 pixels a million images would be 2.7 TB.
    /// </summary>
    private static bool IsStored(ModelSpec model)
    {
        long bytes = 4L * ModelWidths.Patches(model.VisionTower) * model.VisionTower.Width;
        return bytes <= MostBytesAnImage && model.Images.Aspect != "anyres" && ModelWidths.Features(model.VisionTower) == ModelWidths.Patches(model.VisionTower);
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
        if (source is not null) parents[ParentRoles.From] = _built[source].Key;
        else AddStart(parents, consumer);
        return Ask($"{consumer.Name}.features", spec, contents.Of(spec, consumer.Model.Images), source ?? consumer, consumer, parents);
    }

    private string ReferenceOf(ResolvedStage stage, ResolvedStage reference)
    {
        var spec = new ReferenceLogProbabilitiesSpec { From = reference.Name, Data = stage.Spec.Data };
        return Ask($"{stage.Name}.reference", spec, "{}", reference, stage, new() { [ParentRoles.From] = _built[reference].Key });
    }

    private void AddStart(Dictionary<string, string> parents, ResolvedStage stage)
    {
        if (stage.From is { } from) parents[ParentRoles.From] = _built[from].Key;
        else if (stage.Tower is { } tower) parents[ParentRoles.VisionTower] = _built[tower].Key;
    }

    private string Ask(string name, StageSpec spec, string inputs, ResolvedStage? modelOf, ResolvedStage reader, Dictionary<string, string> parents)
    {
        var made = modelOf is null ? MadeParts.None : MadeIn(spec, modelOf, parents);
        var text = made.HasFlag(MadeParts.Tokenizer) ? data.TextOf(modelOf!) : [];
        var model = modelOf is null ? null : contents.Of(modelOf.Model, made, text);
        bool isReplicated = replication.Reaches(reader);
        var (own, seedText) = SeedOf(spec, isReplicated);
        var content = new NodeContent(spec, inputs, model, data.ContentOf(reader.View), seedText, parents);
        var key = content.Hash();
        if (table is not null) _entries.Add(table.Of(key, (arms, seeds) => new PlanNode
        {
            Key = key, Stage = name, Spec = spec, Model = modelOf is null ? null : ModelAt(spec, modelOf, reader), Data = reader.View.View, DataDigest = data.DigestOf(reader.View), Seed = own,
            TokenizerData = [.. text.Select(v => v.View)], Counts = data.CountsOf(reader.View), VocabularySize = modelOf is null ? null : data.VocabularySizeOf(modelOf),
            Parents = parents, Arms = arms, Seeds = seeds, Source = content,
        }));
        return key;
    }

    /// <summary>The model as a node uses it: a stage may write conversations in a way of its own, and features are of images as their reader wants them.</summary>
    private static ModelSpec ModelAt(StageSpec spec, ResolvedStage modelOf, ResolvedStage reader) => spec switch
    {
        SftSpec { Template: { } template } when template != modelOf.Model.Tokenizer.Template => modelOf.Model with { Tokenizer = modelOf.Model.Tokenizer with { Template = template } },
        FeaturesSpec when !ReferenceEquals(modelOf.Model.Images, reader.Model.Images) => modelOf.Model with { Images = reader.Model.Images },
        _ => modelOf.Model,
    };

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

    private (long? Seed, string Text) SeedOf(StageSpec spec, bool isReplicated)
    {
        if (!StageKinds.All[spec.Kind].Seeded) return (null, "null");
        bool every = spec.Seed is null && seed is null && isReplicated;
        long own = spec.Seed ?? (isReplicated ? seed ?? 0 : 0);
        return (own, every ? "\"every\"" : own.ToString(CultureInfo.InvariantCulture));
    }
}
