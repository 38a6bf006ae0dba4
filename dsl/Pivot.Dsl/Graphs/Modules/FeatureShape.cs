using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Graphs.Modules;

/// <summary>What a features stage leaves of an image.</summary>
/// <param name="Patches">Vectors; 1 where they are pooled.</param>
/// <param name="Width">Their width.</param>
internal readonly record struct FeatureShape(int Patches, int Width)
{
    /// <summary>Bytes of an image's features, float32.</summary>
    public long Bytes => 4L * Patches * Width;

    /// <summary>The features that a node reads out of its parent, or that it makes itself; null where it does neither.</summary>
    public static FeatureShape? Of(PlanNode node, Plan plan)
    {
        var made = node.Spec is FeaturesSpec ? node : node.Parents.TryGetValue(ParentRoles.Features, out var parent) ? plan[parent] : null;
        if (made is not { Spec: FeaturesSpec spec, Model: { } model }) return null;
        bool projected = spec.Features == "projector";
        int vectors = projected ? ModelWidths.SquareTokens(model) : ModelWidths.Patches(model.VisionTower);
        return new(spec.Pooling == "mean" ? 1 : vectors, projected ? model.LanguageModel!.Width : model.VisionTower.Width);
    }
}
