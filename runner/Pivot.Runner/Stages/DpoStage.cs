using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Batches;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Training;
using Pivot.Runner.Training.Objectives.Preferences;

namespace Pivot.Runner.Stages;

/// <summary><c>dpo</c>: direct preference optimisation against stored log-probabilities of an explicit reference.</summary>
public sealed class DpoStage : IStage
{
    /// <inheritdoc/>
    public void Run(StageContext context, CancellationToken cancel)
    {
        var spec = (DpoSpec)context.Node.Spec;
        using var start = StageModels.Multimodal(context);
        var rows = new MultimodalRows(context, start, DataViews.Preferences(context.Node.Data)
            .Each(s => (s.Id, s.Image, TokenTrees.Pair(s, start.Tokenizer, start.TokensOf(s.Image)))));
        using var reference = ReferenceLogProbabilitiesStage.Load(context.Parents[ParentRoles.Reference], context.Device);
        var batches = new StepBatches<MultimodalBatch>(rows.Count, spec.BatchSize, spec.Accumulate, context.Node.Seed ?? 0, rows.Collate, rows.Length);
        var objective = new PreferenceObjective(start.Model, Loss(spec), reference);
        TrainingRun.Run(context, spec, start.Model, MultimodalParts.Of(start.Model), objective, batches, cancel);
        start.Save(context.Folder.Checkpoint);
    }

    private static PreferenceLoss Loss(DpoSpec spec)
    {
        if (spec.Loss != "mpo") return PreferenceLosses.Build(spec.Loss, spec.Beta, spec.LabelSmoothing);
        var weights = spec.Weights ?? new MpoWeightsSpec();
        return new MpoLoss(spec.Beta, weights.Preference, weights.Quality, weights.Generation, new RewardShift(), spec.LabelSmoothing);
    }
}
