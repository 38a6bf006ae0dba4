namespace Pivot.Runner.Stages;

/// <summary>The one table from a stage kind's name to the stage that does it.</summary>
public static class StageCatalog
{
    /// <summary>Every kind that this program can run.</summary>
    public static IReadOnlyDictionary<string, IStage> All { get; } = new Dictionary<string, IStage>
    {
        ["contrastive"] = new ContrastiveStage(),
        ["sft"] = new SftStage(),
        ["dpo"] = new DpoStage(),
        ["reference_log_probabilities"] = new ReferenceLogProbabilitiesStage(),
        ["features"] = new FeaturesStage(),
        ["linear_probe"] = new LinearProbeStage(),
        ["knn_probe"] = new KnnProbeStage(),
        ["segmentation_probe"] = new SegmentationProbeStage(),
        ["benchmark"] = new BenchmarkStage(),
        ["gradient_map"] = new GradientMapStage(),
    };
}
