using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Plans;

/// <summary>The one table from a stage kind's name to what the compiler must know of it.</summary>
public static class StageKinds
{
    /// <summary>Every kind, those only the compiler makes included.</summary>
    public static IReadOnlyDictionary<string, StageKind> All { get; } = new[]
    {
        new StageKind("contrastive", 1, Trains: true, Seeded: true, [SampleKind.Caption], [M("loss", -1)]),
        new StageKind("sft", 1, Trains: true, Seeded: true, [SampleKind.Conversation, SampleKind.Preference, SampleKind.Caption], [M("loss", -1)]),
        new StageKind("dpo", 1, Trains: true, Seeded: true, [SampleKind.Preference], [M("loss", -1), M("reward_accuracy", 1), M("margin", 1)]),
        new StageKind("benchmark", 1, Trains: false, Seeded: false, [SampleKind.Question],
            [M("accuracy", 1), M("blind_accuracy", 1)], HasGroups: true),
        new StageKind("linear_probe", 1, Trains: false, Seeded: false, [SampleKind.Label], [M("top1", 1), M("top5", 1)]),
        new StageKind("knn_probe", 1, Trains: false, Seeded: false, [SampleKind.Label], [M("top1", 1), M("top5", 1)]),
        new StageKind("segmentation_probe", 1, Trains: false, Seeded: true, [SampleKind.Mask],
            [M("miou", 1), M("macro_recall", 1), M("pixel_accuracy", 1)]),
        new StageKind("gradient_map", 1, Trains: false, Seeded: false, [SampleKind.Grounded], [M("in_mask", 1), M("pointing", 1)]),
        new StageKind("reference_log_probabilities", 1, Trains: false, Seeded: false, [SampleKind.Preference], [], MadeByCompiler: true),
        new StageKind("features", 1, Trains: false, Seeded: false,
            [SampleKind.Label, SampleKind.Mask, SampleKind.Caption, SampleKind.Conversation, SampleKind.Preference], [], MadeByCompiler: true),
    }.ToDictionary(k => k.Name);

    /// <summary>What a benchmark produces besides on questions of a public benchmark's own format.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<MetricInfo>> OfFormat { get; } = new Dictionary<string, IReadOnlyList<MetricInfo>>
    {
        ["mmbench"] = [M("circular_accuracy", 1)],
        ["pope"] = [M("f1", 1), M("precision", 1), M("recall", 1)],
    };

    /// <summary>The metrics that a stage of a kind produces on a view's rows, the main one first.</summary>
    public static IReadOnlyList<MetricInfo> MetricsOn(StageKind kind, DataView? view) =>
        kind.HasGroups && view is BenchmarkFileView { Format: var format } ? [.. kind.Metrics, .. OfFormat[format]] : kind.Metrics;

    private static MetricInfo M(string name, int direction) => new(name, direction);
}
