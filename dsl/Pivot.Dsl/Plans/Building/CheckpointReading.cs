using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Graphs.Modules;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Plans.Building;

/// <summary>
/// The checkpoints that towers are taken from, each looked at once: its tensors are held to the tower that the spec describes, name by name and shape by shape.
/// Where nobody looks, a folder is told from the others by its place in the order of paths.
/// </summary>
internal sealed class CheckpointReading
{
    private readonly Dictionary<string, string> _digests = [];

    /// <param name="stages">The stages of every variant.</param>
    /// <param name="inspector">Reads headers, or null.</param>
    /// <param name="bag">Receives what does not fit, at the path that is written.</param>
    public static CheckpointReading Of(IEnumerable<ResolvedStage> stages, IDataInspector? inspector, DiagnosticBag bag)
    {
        var reading = new CheckpointReading();
        var first = new SortedDictionary<string, ResolvedStage>(StringComparer.Ordinal);
        foreach (var stage in stages.Where(s => s is { Tower: null, Own.Spec.VisionTower.Checkpoint: not null }))
        {
            CheckHead(stage, bag);
            first.TryAdd(stage.Model.VisionTower.Checkpoint!, stage);
        }

        int ordinal = 0;
        foreach (var (folder, stage) in first)
            reading._digests[folder] = inspector is null ? $"unread {ordinal++}" : Inspect(folder, stage, inspector, bag);
        return reading;
    }

    /// <summary>Digest of the checkpoint that a tower is taken from, or null for a tower whose weights are drawn.</summary>
    public string? DigestOf(VisionTowerSpec tower) => tower.Checkpoint is { } folder ? _digests[folder] : null;

    private static string Inspect(string folder, ResolvedStage stage, IDataInspector inspector, DiagnosticBag bag)
    {
        var found = inspector.InspectTower(folder);
        var (at, path) = Place(stage);
        foreach (var problem in found.Problems) bag.Error(problem.Code, at, path, problem.Message, problem.Hint);
        if (found.Problems.Count == 0 && TowerFit.Faults(SiglipVisionNodes.Model("", stage.Model.VisionTower, PartUse.Idle, 0), found.Tensors) is { } faults)
        {
            bag.Error(DiagnosticCodes.CheckpointMismatch, at, path, $"the weights in {folder} are not those of the tower that its config.json describes: {faults}",
                "the folder holds files of two models, or config.json was changed after them");
        }

        return found.Digest;
    }

    // What a pair of towers compares comes out of the pooling head.
    private static void CheckHead(ResolvedStage stage, DiagnosticBag bag)
    {
        if (stage is not { Spec: ContrastiveSpec, Model.VisionTower.HasHead: false }) return;
        var (at, path) = Place(stage);
        bag.Error(DiagnosticCodes.CheckpointMismatch, at, path,
            $"'{stage.Bound.At.Path}' of kind contrastive needs a tower with its pooling head; config.json of the checkpoint says vision_use_head false");
    }

    private static (SourceSpan At, string Path) Place(ResolvedStage stage)
    {
        var model = stage.Own!.At;
        var path = model.PathOf("vision_tower.checkpoint");
        return ((model.Map["vision_tower"] as Yaml.MapNode)?["checkpoint"]?.Span ?? model.Owner, path);
    }
}
