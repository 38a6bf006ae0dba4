using System.Diagnostics;
using System.Text.Json.Nodes;
using Pivot.Runner.Store;
using Pivot.Runner.Training;

namespace Pivot.Runner.Stages;

/// <summary>Writes a training's curves and tells its progress. What goes into the curves does not depend on how fast the machine is.</summary>
public sealed class TrainingObserver(StageFolder folder, IStageProgress progress, long steps, int batchSize) : ITrainingObserver
{
    private readonly int _every = (int)Math.Max(1, steps / 200);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private long _seen;

    /// <inheritdoc/>
    public void Stepped(long stepsDone, StepReport report, double learningRateFactor, double gradientNorm)
    {
        _seen++;
        progress.Report(stepsDone, steps, "step", report.Loss, _seen * batchSize / _watch.Elapsed.TotalSeconds);
        if (stepsDone % _every != 0 && stepsDone != 1 && stepsDone != steps) return;
        var point = Point(stepsDone, "train", report);
        point["learning_rate_factor"] = learningRateFactor;
        point["gradient_norm"] = gradientNorm;
        folder.AppendMetrics(point);
    }

    /// <inheritdoc/>
    public void Evaluated(long stepsDone, StepReport report) => folder.AppendMetrics(Point(stepsDone, "held_out", report));

    private static JsonObject Point(long step, string split, StepReport report)
    {
        var point = new JsonObject { ["step"] = step, ["split"] = split, ["loss"] = report.Loss };
        foreach (var (name, value) in report.Metrics) point[name] = value;
        return point;
    }
}
