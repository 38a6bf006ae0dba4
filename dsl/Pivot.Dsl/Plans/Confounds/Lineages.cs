using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Plans.Confounds;

/// <summary>The training stages behind a node, over everything it reads; behind features of an encoder those that trained the encoder.</summary>
internal sealed class Lineages(Plan plan)
{
    private readonly Dictionary<string, IReadOnlyList<string>> _known = [];

    /// <summary>Keys of the nodes upstream that train, the node itself included if it does; each once.</summary>
    public IReadOnlyList<string> Of(string key)
    {
        if (_known.TryGetValue(key, out var known)) return known;
        var node = plan[key];
        var above = node.Parents.Values.SelectMany(Of);
        if (node.Spec is FeaturesSpec features) above = above.Where(k => Shapes((TrainingStageSpec)plan[k].Spec, features)); // the rest left no trace in them
        return _known[key] = [.. (Trains(node) ? above.Append(key) : above).Distinct()];
    }

    /// <summary>Equal for nodes with one lineage.</summary>
    public string TextOf(string key) => string.Join(' ', Of(key));

    private static bool Shapes(TrainingStageSpec training, FeaturesSpec features) =>
        training.Train.Count == 0 || training.Train.Contains(Parts.VisionTower) || (features.Features != "encoder" && training.Train.Contains(Parts.Projector));

    /// <summary>Whether a node trains.</summary>
    public static bool Trains(PlanNode node) => StageKinds.All[node.Spec.Kind].Trains;
}
