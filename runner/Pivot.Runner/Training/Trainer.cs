using Pivot.Runner.Training.Optimizers;
using Pivot.Runner.Training.Schedules;
using TorchSharp;

namespace Pivot.Runner.Training;

/// <summary>The training loop and nothing else: batches, loss, backward, clip, update, evaluation and checkpoints at their cadence.</summary>
/// <typeparam name="TBatch">What a micro-batch is.</typeparam>
public sealed class Trainer<TBatch>(
    TrainerSettings settings, IBatchSource<TBatch> batches, IObjective<TBatch> objective, AdamW optimizer, LearningRateSchedule schedule,
    ITrainingObserver observer, ITrainingCheckpoint checkpoint)
    where TBatch : IDisposable
{
    /// <summary>Trains to the end, from the newest checkpoint if there is one.</summary>
    /// <returns>The last evaluation: on held-out rows, or the last step's own where none are held out.</returns>
    /// <exception cref="TrainingDivergedException">Loss or gradient norm is not finite.</exception>
    /// <exception cref="OperationCanceledException">Asked to stop; a checkpoint of the last finished step was written first.</exception>
    public StepReport Run(CancellationToken cancel)
    {
        var done = checkpoint.Load();
        StepReport? last = null;
        foreach (var step in batches.Training(done).Take((int)(settings.Steps - done)))
        {
            try
            {
                var factor = schedule.At(done);
                var (report, norm) = Update(step, factor, done);
                done++;
                observer.Stepped(done, report, factor, norm);
                last = report;
            }
            finally
            {
                foreach (var batch in step) batch.Dispose();
            }
            if (done == settings.Steps) break;
            if (settings.EvaluateEvery > 0 && done % settings.EvaluateEvery == 0) HeldOut(done);
            if (cancel.IsCancellationRequested)
            {
                checkpoint.Save(done);
                throw new OperationCanceledException(cancel);
            }
            if (settings.CheckpointEvery > 0 && done % settings.CheckpointEvery == 0) checkpoint.Save(done);
        }
        return HeldOut(done) ?? last ?? throw new InvalidOperationException("a checkpoint was saved after the last step");
    }

    private (StepReport Report, double Norm) Update(IReadOnlyList<TBatch> step, double factor, long done)
    {
        using var scope = torch.NewDisposeScope();
        optimizer.ZeroGrad();
        var total = step.Sum(objective.Weight);
        var reports = new List<(StepReport, double)>(step.Count);
        for (var micro = 0; micro < step.Count; micro++)
        {
            var batch = step[micro];
            objective.Starts(done, micro);
            using var inner = torch.NewDisposeScope();
            var weight = objective.Weight(batch);
            var (loss, metrics) = objective.Evaluate(batch);
            var share = loss * (weight / total);
            if (share.requires_grad || !objective.MayBeIdle(batch)) share.backward();
            reports.Add((Read(loss, metrics), weight));
        }
        var report = StepReport.Mean(reports);
        if (!double.IsFinite(report.Loss)) throw new TrainingDivergedException(done + 1, "the loss");
        var norm = torch.nn.utils.clip_grad_norm_(optimizer.Parameters, settings.ClipNorm);
        if (!double.IsFinite(norm)) throw new TrainingDivergedException(done + 1, "the gradient");
        optimizer.Step(factor);
        return (report, norm);
    }

    private StepReport? HeldOut(long done)
    {
        using var noGrad = torch.no_grad();
        var reports = new List<(StepReport, double)>();
        foreach (var batch in batches.HeldOut())
        {
            using var scope = torch.NewDisposeScope();
            using (batch)
            {
                var (loss, metrics) = objective.Evaluate(batch);
                reports.Add((Read(loss, metrics), objective.Weight(batch)));
            }
        }
        if (reports.Count == 0) return null;
        var report = StepReport.Mean(reports);
        observer.Evaluated(done, report);
        return report;
    }

    private static StepReport Read(torch.Tensor loss, IReadOnlyDictionary<string, torch.Tensor> metrics) =>
        new(loss.item<float>(), metrics.ToDictionary(m => m.Key, m => (double)m.Value.item<float>()));
}
