using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Plans.Building;

/// <summary>Whether a stage's model has the parts that the stage needs.</summary>
internal static class PartCheck
{
    public static bool Fits(BoundStage stage, StageStart start, ModelSpec model, DiagnosticBag bag)
    {
        WarnOfIdleRates(stage, bag);
        if (model.LanguageModel is not null || Need(stage.Spec) is not { } need) return true;
        var key = need.Key ?? (start.From is not null ? "from" : "model");
        bag.Error(DiagnosticCodes.PartMissing, stage.SpanOf(key), stage.At.PathOf(key), $"{need.What} needs a language_model, which the model of '{stage.At.Path}' lacks",
            "give the model a 'language_model'");
        return false;
    }

    private static (string? Key, string What)? Need(StageSpec spec) => spec switch
    {
        SftSpec or DpoSpec or BenchmarkSpec or GradientMapSpec => (null, $"a stage of kind {spec.Kind}"),
        LinearProbeSpec { Features: "projector" } or KnnProbeSpec { Features: "projector" } or SegmentationProbeSpec { Features: "projector" } =>
            ("features", "'features: projector' (the map to the language model's width)"),
        _ => null,
    };

    private static void WarnOfIdleRates(BoundStage stage, DiagnosticBag bag)
    {
        if (stage.Spec is not TrainingStageSpec { Train.Count: > 0 } spec) return;
        foreach (var part in spec.LearningRate.Parts.Keys.Where(part => !spec.Train.Contains(part)))
        {
            if (stage.At.Map["learning_rate"] is not MapNode rates || rates.Find(part) is not { } entry) continue;
            bag.Warning(DiagnosticCodes.NoEffect, entry.Key.Span, stage.At.PathOf($"learning_rate.{part}"), $"this rate has no effect: '{stage.At.Path}' does not train {part}",
                $"it trains {string.Join(", ", spec.Train)}");
        }
    }
}
