namespace Pivot.Runner.Stages;

/// <summary>The one table from a stage kind's name to the stage that does it.</summary>
public static class StageCatalog
{
    /// <summary>Every kind that this program can run.</summary>
    public static IReadOnlyDictionary<string, IStage> All { get; } = new Dictionary<string, IStage>
    {
        // contrastive, sft, dpo, reference_log_probabilities,
        // features, linear_probe, knn_probe, segmentation_probe,
        // benchmark, gradient_map
    };
}
