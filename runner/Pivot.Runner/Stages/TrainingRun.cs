using Pivot.Dsl.Specs;
using Pivot.Runner.Models.Adapters;
using Pivot.Runner.Training;
using Pivot.Runner.Training.Optimizers;
using Pivot.Runner.Training.Schedules;
using TorchSharp;

namespace Pivot.Runner.Stages;

/// <summary>What every training stage does alike: freeze, group, schedule, train, score.</summary>
public static class TrainingRun
{
    /// <summary>Where in a stage's checkpoint its adapters lie, in PEFT's files; the checkpoint itself is the merged model.</summary>
    public const string AdapterFolderName = "adapter";

    /// <summary>Trains and writes scores and curves; the caller then saves the model as the stage's checkpoint.</summary>
    /// <typeparam name="TBatch">What a micro-batch is.</typeparam>
    /// <param name="context">The stage's context.</param>
    /// <param name="spec">The stage's training fields.</param>
    /// <param name="module">The whole model, for checkpoints.</param>
    /// <param name="parts">The model's parts, in the order data flows.</param>
    /// <param name="objective">What is minimised.</param>
    /// <param name="batches">The data.</param>
    /// <param name="cancel">Stops after the step being done, with a checkpoint.</param>
    public static void Run<TBatch>(
        StageContext context, TrainingStageSpec spec, torch.nn.Module module, IReadOnlyList<ModelPart> parts,
        IObjective<TBatch> objective, StepBatches<TBatch> batches, CancellationToken cancel)
        where TBatch : IDisposable
    {
        var steps = spec.Steps ?? Math.Max(1, (long)Math.Round(spec.Epochs!.Value * batches.TrainingRows / spec.BatchSize));
        using var adapted = AdaptedParts.Attach(context, spec, module, parts);
        foreach (var (name, parameters) in parts)
            foreach (var (_, parameter) in parameters) parameter.requires_grad_(Trains(spec, name) && spec.Lora?.Parts.Contains(name) != true);
        var groups = (adapted?.Parts ?? parts).SelectMany(p => ParameterGroup.ForPart(
            p.Name, p.Parameters, spec.LearningRate.Of(p.Name), spec.WeightDecay)).ToList();
        using var optimizer = new AdamW(groups, spec.Betas[0], spec.Betas[1]);
        var trainer = new Trainer<TBatch>(
            new TrainerSettings(steps, spec.ClipNorm, spec.EvaluateEvery, spec.CheckpointEvery), batches, adapted is null ? objective : new AdaptedObjective<TBatch>(objective, adapted.Noise), optimizer,
            LearningRateSchedule.Named(spec.Schedule, steps, spec.Warmup),
            new TrainingObserver(context.Folder, context.Progress, steps, spec.BatchSize),
            new TrainingCheckpoint(context.Folder, module, optimizer, context.Device, objective.State, adapted?.Adapters));
        var last = Train(() => trainer.Run(cancel));
        if (adapted is not null)
        {
            AdapterFolder.Save(adapted.Adapters, Path.Combine(context.Folder.Checkpoint, AdapterFolderName));
            adapted.Adapters.Merge();
        }
        var scores = new Dictionary<string, double> { ["steps"] = steps, ["samples"] = steps * spec.BatchSize, ["loss"] = last.Loss };
        foreach (var (name, value) in last.Metrics) scores[name] = value;
        context.Folder.WriteScores(scores);
    }

    // The spec's to mend, and the same again on another attempt.
    private static T Train<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (TrainingDivergedException e)
        {
            throw new DivergedException(e.Message, e);
        }
    }

    private static bool Trains(TrainingStageSpec spec, string part) => spec.Train.Count == 0 || spec.Train.Contains(part);
}
