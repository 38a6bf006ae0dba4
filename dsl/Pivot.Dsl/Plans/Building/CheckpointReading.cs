using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Graphs;
using Pivot.Dsl.Graphs.Modules;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Specs.Binding.Checkpoints;

namespace Pivot.Dsl.Plans.Building;

/// <summary>
/// The folders that parts of models are taken from, each looked at once: its tensors are held to the part that the spec describes, name by name and shape by shape.
/// Where nobody looks, a folder is told from the others by its place in the order of paths; one that is not there by the name it is published under.
/// </summary>
internal sealed class CheckpointReading
{
    private readonly Dictionary<(string Folder, InspectedPart Part), string> _digests = [];
    private readonly List<FetchItem> _toFetch = [];

    /// <summary>Folders that are not there and whose widths are known.</summary>
    public IReadOnlyList<FetchItem> ToFetch => _toFetch;

    /// <param name="stages">The stages of every variant.</param>
    /// <param name="inspector">Reads headers, or null.</param>
    /// <param name="bag">Receives what does not fit, at the path that is written.</param>
    public static CheckpointReading Of(IReadOnlyList<ResolvedStage> stages, IDataInspector? inspector, DiagnosticBag bag)
    {
        var reading = new CheckpointReading();
        foreach (var stage in stages) CheckHead(stage, bag);
        var first = new SortedDictionary<(string Folder, InspectedPart Part), CheckpointPlace>(Comparer<(string Folder, InspectedPart Part)>.Create(
            (a, b) => string.CompareOrdinal(a.Folder, b.Folder) is not 0 and var order ? order : a.Part.CompareTo(b.Part)));
        foreach (var place in stages.SelectMany(CheckpointPlace.Of)) first.TryAdd((place.Folder, place.Part), place);
        var absent = stages.Select(s => s.Own).OfType<BoundModel>().Distinct<BoundModel>(ReferenceEqualityComparer.Instance)
            .SelectMany(model => model.Absent.Select(a => (a.Folder, Absent: a, Model: model))).DistinctBy(a => a.Folder).ToDictionary(a => a.Folder);
        foreach (var (_, folder, model) in absent.Values) reading.Fetch(folder, model, bag);
        int ordinal = 0;
        foreach (var (key, place) in first)
        {
            reading._digests[key] = absent.TryGetValue(key.Folder, out var missing) ? $"to fetch {missing.Absent.Known ?? $"{ordinal++}"}"
                : inspector is null ? $"unread {ordinal++}" : Inspect(place, inspector, bag);
        }

        return reading;
    }

    /// <summary>Digests of the folders that a model's parts are taken from.</summary>
    public ModelDigests DigestsOf(ModelSpec model)
    {
        string? Of(string? folder, InspectedPart part) => folder is null ? null : _digests[(folder, part)];
        var tokenizer = model.Tokenizer.Kind == "checkpoint" ? Of(model.Tokenizer.Path, InspectedPart.Tokenizer) : null;
        if (Of(model.Checkpoint, InspectedPart.Model) is { } whole) return new(whole, whole, whole, tokenizer);
        // A tower that came out of a stage has its folder in that stage's key.
        var tower = model.VisionTower.Checkpoint is { } folder ? _digests.GetValueOrDefault((folder, InspectedPart.VisionTower)) : null;
        return new(tower, null, Of(model.LanguageModel?.Checkpoint, InspectedPart.LanguageModel), tokenizer);
    }

    private void Fetch(AbsentFolder absent, BoundModel model, DiagnosticBag bag)
    {
        var item = new FetchItem(absent.Folder, $"{absent.What} of {model.At.Path}", absent.Known);
        _toFetch.Add(item);
        bag.Warning(DiagnosticCodes.ToFetch, absent.At, absent.Path, $"the folder {absent.Folder} is not there; its widths are {(absent.Known is null ? "as written" : $"those of the published {absent.Known}")}",
            item.Command is { } command ? $"to fetch it: {command}" : "put the checkpoint there before the run");
    }

    private static string Inspect(CheckpointPlace place, IDataInspector inspector, DiagnosticBag bag)
    {
        var found = inspector.InspectCheckpoint(place.Folder, place.Part);
        foreach (var problem in found.Problems) bag.Error(problem.Code, place.At, place.Path, problem.Message, problem.Hint);
        if (found.Problems.Count == 0 && Modules(place) is { } root && CheckpointFit.Faults(root, found.Tensors) is { } faults)
        {
            bag.Error(DiagnosticCodes.CheckpointMismatch, place.At, place.Path, $"the weights in {place.Folder} are not those of the {Word(place.Part)} that its config.json describes: {faults}",
                "the folder holds files of two models, or config.json was changed after them");
        }

        return found.Digest;
    }

    // What the part would be built of; nothing is run, so rows do not matter.
    private static ModuleNode? Modules(CheckpointPlace place)
    {
        var model = place.Stage.Own!.Spec;
        return place.Part switch
        {
            InspectedPart.VisionTower => VisionTowerNodes.Model("", model.VisionTower, PartUse.Idle, 0),
            InspectedPart.LanguageModel => DecoderNodes.Model("", model.LanguageModel!, new(model.LanguageModel!.Vocabulary ?? 0, false), Rows.One, Rows.One, PartUse.Idle),
            InspectedPart.Model => MultimodalNodes.Model(model, new(model.LanguageModel!.Vocabulary ?? 0, false), 0, PartUse.Idle, 0, PartUse.Idle, PartUse.Idle),
            _ => null,
        };
    }

    private static string Word(InspectedPart part) => part switch
    {
        InspectedPart.VisionTower => "tower",
        InspectedPart.LanguageModel => "language model",
        _ => "model",
    };

    // What a pair of towers compares comes out of the pooling head.
    private static void CheckHead(ResolvedStage stage, DiagnosticBag bag)
    {
        if (stage is not { Spec: ContrastiveSpec, Tower: null, Own.Spec.VisionTower: { Checkpoint: not null, Arch: "siglip", HasHead: false } }) return;
        var place = CheckpointPlace.Of(stage).First(p => p.Part is InspectedPart.VisionTower or InspectedPart.Model);
        bag.Error(DiagnosticCodes.CheckpointMismatch, place.At, place.Path,
            $"'{stage.Bound.At.Path}' of kind contrastive needs a tower with its pooling head; config.json of the checkpoint says vision_use_head false");
    }
}
