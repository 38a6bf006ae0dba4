using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Plans.Building;

/// <summary>
/// The stage whose weights a consumer's frozen features come from: the last one that trained them. Stages in between that left those weights
/// alone give the same features, so all their consumers share one node.
/// </summary>
internal static class FeatureSource
{
    /// <summary>The stage, or null when the features are those of the consumer's own untrained model.</summary>
    public static ResolvedStage? Of(ResolvedStage consumer, string features)
    {
        bool encoder = features == "encoder";
        var source = consumer.From ?? (encoder ? consumer.Tower : null);
        while (source is not null && !source.TrainsPart(Parts.VisionTower) && (encoder || !source.TrainsPart(Parts.Projector)))
        {
            var earlier = source.From ?? (encoder ? source.Tower : null);
            if (earlier is null) break; // untouched since that stage made it
            source = earlier;
        }

        return source;
    }
}
