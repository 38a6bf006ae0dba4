using Pivot.Dsl.Graphs.Modules;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Graphs.Costs;

/// <summary>What a stage takes that goes once over its rows with a whole model: benchmark, gradient map, features, reference log-probabilities.</summary>
/// <remarks>
/// A benchmark's answers are taken to be as long as the right ones, so that generating from a key-value cache reads every token once. An image that several rows
/// share is counted for each of them.
/// </remarks>
internal static class ReadingCost
{
    public static StageCost Of(PlanNode node, Plan plan, StageUse use, CountedModel model)
    {
        var text = TextLength.Of(node);
        long? rows = node.Counts is { } counts ? counts.Train + counts.Test : null;
        if (node.Spec is GradientMapSpec { Questions: var most }) rows = rows is { } all ? Math.Min(all, most) : null;
        var stored = Stored(node, plan, rows ?? 0);
        return new()
        {
            Components = model.Components, Samples = rows, Tokens = use.Language.Runs ? rows * text.Tokens : rows is null ? null : 0,
            Flops = rows is null ? null : (double)rows * model.Flops,
            PeakMemory = (Bytes.Single * model.Parameters) + Memory(node, model, text.Tokens, BatchSize(node)) + (node.Spec is FeaturesSpec ? 2 * stored : 0),
            StoredBytes = stored, WorkingBytes = stored, IsUpperBound = use.Language.Runs && TrainingCost.IsBound(node, plan),
        };
    }

    private static int BatchSize(PlanNode node) => node.Spec switch
    {
        BenchmarkSpec s => s.BatchSize,
        GradientMapSpec => ModelWidths.RowsAtOnce(node.Model!, 32, language: true),
        FeaturesSpec s => ModelWidths.RowsAtOnce(node.Model!, 64, language: false),
        _ => ModelWidths.RowsAtOnce(node.Model!, 64, language: true),
    };

    private static long Stored(PlanNode node, Plan plan, long rows) => node.Spec switch
    {
        FeaturesSpec => rows * FeatureShape.Of(node, plan)!.Value.Bytes,
        ReferenceLogProbabilitiesSpec => rows * 2 * Bytes.Single,
        _ => rows * Bytes.Item,
    };

    // A batch's tensors are freed together. A benchmark has a key-value cache beside them.
    private static long Memory(PlanNode node, CountedModel model, long textTokens, long batch)
    {
        var tower = node.Model!.VisionTower;
        long sample = model.Activations + (3L * ModelWidths.Squares(node.Model) * tower.ImageSize * tower.ImageSize);
        if (node.Spec is BenchmarkSpec s && node.Model.LanguageModel is { } language)
        {
            long rows = ModelWidths.ImageTokens(node.Model) + textTokens + s.MaxNewTokens;
            sample += 2L * language.Depth * rows * ModelWidths.Head(language) * (language.KvHeads ?? language.Heads);
        }

        return Bytes.Single * batch * sample;
    }
}
