using Pivot.Dsl.Graphs.Modules;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Graphs.Costs;

/// <summary>What a training stage takes: contrastive, sft, dpo.</summary>
internal static class TrainingCost
{
    private const int HeldOutShare = 20;
    private const int MostHeldOut = 128;

    // Beside the logits, their log-softmax and the gradient of one of the two.
    private const int LogitCopies = 2;

    // The step at work and those made ahead of it.
    private const int StepsInMemory = 3;

    /// <param name="node">The node.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="spec">Its stage.</param>
    /// <param name="use">What it does with its model.</param>
    public static StageCost Of(PlanNode node, Plan plan, TrainingStageSpec spec, StageUse use)
    {
        var model = CountedModel.Of(node, plan, use);
        int? rows = node.Counts?.Train;
        int held = Math.Min((rows ?? 0) / HeldOutShare, MostHeldOut);
        long? updates = spec.Steps;
        if (rows is { } count) updates ??= Math.Max(1, (long)Math.Round(spec.Epochs!.Value * (count - held) / spec.BatchSize));
        long? samples = updates * spec.BatchSize;
        long textTokens = spec is ContrastiveSpec ? ModelWidths.CaptionLength : TextLength.Of(node).Tokens;
        long? assumed = rows is null && samples is not null && spec is not ContrastiveSpec ? TextLength.Assumed(node) : null;
        var run = assumed is null ? model : CountedModel.Of(node, plan, use, assumed);
        if (rows is null) held = MostHeldOut;
        return new()
        {
            Components = model.Components, Updates = updates ?? 0, EffectiveBatch = spec.BatchSize, Samples = samples,
            Tokens = rows is null && spec is not ContrastiveSpec ? null : samples * textTokens, AssumedTokens = assumed,
            Flops = samples is null ? null : (double)samples * run.Flops + HeldOutFlops(spec, updates!.Value, held, run.ForwardFlops),
            PeakMemory = Memory(node, plan, spec, model, textTokens),
            StoredBytes = Bytes.Single * model.Parameters,
            WorkingBytes = WorkingBytes(spec, updates ?? long.MaxValue, model),
            IsUpperBound = IsBound(node, plan),
        };
    }

    /// <summary>Whether the data's text or vocabulary was not counted and stands at the most it can be.</summary>
    public static bool IsBound(PlanNode node, Plan plan) => TextLength.Of(node).IsBound || Vocabulary.Of(node, plan).IsBound;

    // A twentieth of the rows, at most 128, is evaluated at the spec's cadence and once at the end.
    private static double HeldOutFlops(TrainingStageSpec spec, long updates, int held, long forward)
    {
        long evaluations = 1 + (spec.EvaluateEvery > 0 ? (updates - 1) / spec.EvaluateEvery : 0);
        return (double)evaluations * held * forward;
    }

    private static long Memory(PlanNode node, Plan plan, TrainingStageSpec spec, CountedModel model, long textTokens)
    {
        long rows = spec.BatchSize / Math.Max(1, spec.Accumulate);
        long logits = spec is ContrastiveSpec ? LogitCopies * rows * rows : LogitCopies * rows * textTokens * Vocabulary.Of(node, plan).Size;
        long features = FeatureShape.Of(node, plan) is { } shape ? shape.Bytes * (node.Counts?.Train ?? 0) : 0;
        return (Bytes.Single * model.Parameters) + (Bytes.Training * model.Trained)
            + (Bytes.Single * ((rows * model.Activations) + logits + (StepsInMemory * spec.BatchSize * Input(node)))) + features;
    }

    // Pixels of a sample, or its stored features.
    private static long Input(PlanNode node)
    {
        var tower = node.Model!.VisionTower;
        return node.Parents.ContainsKey(ParentRoles.Features) ? (long)ModelWidths.Patches(tower) * tower.Width : 3L * ModelWidths.Squares(node.Model) * tower.ImageSize * tower.ImageSize;
    }

    // A checkpoint to go on from holds the weights and both moments; the newest is whole before the one before it goes.
    private static long WorkingBytes(TrainingStageSpec spec, long updates, CountedModel model)
    {
        long final = Bytes.Single * model.Parameters;
        if (spec.CheckpointEvery == 0 || spec.CheckpointEvery >= updates) return final;
        long resume = final + (2 * Bytes.Single * model.Trained);
        return updates > 2 * spec.CheckpointEvery ? Math.Max(2 * resume, resume + final) : resume + final;
    }
}
