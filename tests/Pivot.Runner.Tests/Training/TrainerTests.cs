using Pivot.Runner.Training;
using Pivot.Runner.Training.Optimizers;
using Pivot.Runner.Training.Schedules;
using TorchSharp;
using TorchSharp.Modules;
using AdamW = Pivot.Runner.Training.Optimizers.AdamW;

namespace Pivot.Runner.Tests.Training;

public class TrainerTests
{
    // Least squares on y = 3x with one weight: small enough to follow by hand, real enough to have a gradient.
    private sealed record Points(torch.Tensor X, double Count) : IDisposable
    {
        public void Dispose() => X.Dispose();
    }

    private sealed class Line(Parameter weight) : IObjective<Points>
    {
        public double Weight(Points batch) => batch.Count;

        public (torch.Tensor Loss, IReadOnlyDictionary<string, torch.Tensor> Metrics) Evaluate(Points batch) =>
            ((weight * batch.X - 3 * batch.X).square().mean(), new Dictionary<string, torch.Tensor>());
    }

    private sealed class Source(Func<long, IReadOnlyList<float[]>> batches) : IBatchSource<Points>
    {
        public IEnumerable<IReadOnlyList<Points>> Training(long firstStep)
        {
            for (var step = firstStep; ; step++) yield return [.. batches(step).Select(b => new Points(torch.tensor(b), b.Length))];
        }

        public IEnumerable<Points> HeldOut() => [new Points(torch.tensor(new[] { 1f, 2f }), 2)];
    }

    private sealed class Log : ITrainingObserver
    {
        public List<long> Steps { get; } = [];

        public List<long> Evaluations { get; } = [];

        public List<double> Norms { get; } = [];

        public Action<long>? OnStep { get; init; }

        public void Stepped(long stepsDone, StepReport report, double learningRateFactor, double gradientNorm)
        {
            Steps.Add(stepsDone);
            Norms.Add(gradientNorm);
            OnStep?.Invoke(stepsDone);
        }

        public void Evaluated(long stepsDone, StepReport report) => Evaluations.Add(stepsDone);
    }

    private sealed class Memory(long start = 0) : ITrainingCheckpoint
    {
        public List<long> Saved { get; } = [];

        public long Load() => start;

        public void Save(long stepsDone) => Saved.Add(stepsDone);
    }

    private static (Parameter Weight, AdamW Optimizer) Start()
    {
        var weight = new Parameter(torch.zeros(1));
        return (weight, new AdamW([new ParameterGroup("w", [("w", weight)], 0.1, 0)]));
    }

    private static StepReport Run(
        Parameter weight, AdamW optimizer, Source source, ITrainingObserver log, ITrainingCheckpoint memory, int steps = 10,
        int evaluateEvery = 0, int checkpointEvery = 0, CancellationToken cancel = default) =>
        new Trainer<Points>(
            new TrainerSettings(steps, 1e9, evaluateEvery, checkpointEvery), source, new Line(weight), optimizer,
            LearningRateSchedule.Named("constant", steps, 0), log, memory).Run(cancel);

    [Fact]
    public void Accumulation_gives_the_gradient_of_the_whole_batch_though_its_parts_differ_in_size()
    {
        var (whole, wholeOptimizer) = Start();
        var (parts, partsOptimizer) = Start();
        Log wholeLog = new(), partsLog = new();
        Run(whole, wholeOptimizer, new Source(_ => [[1, 2, 3, 4]]), wholeLog, new Memory(), 1);
        Run(parts, partsOptimizer, new Source(_ => [[1], [2, 3, 4]]), partsLog, new Memory(), 1);
        // d/dw mean((w x - 3 x)^2) at w = 0 is -6 mean(x^2) = -6 * 7.5.
        Assert.Equal(45, wholeLog.Norms[0], 4);
        Assert.Equal(45, partsLog.Norms[0], 4);
    }

    [Fact]
    public void Evaluations_and_checkpoints_come_at_their_cadence_and_the_last_step_is_evaluated_once()
    {
        var (weight, optimizer) = Start();
        var log = new Log();
        var memory = new Memory();
        Run(weight, optimizer, new Source(_ => [[1]]), log, memory, 10, 5, 4);
        Assert.Equal(Enumerable.Range(1, 10).Select(i => (long)i), log.Steps);
        Assert.Equal([5, 10], log.Evaluations);
        Assert.Equal([4, 8], memory.Saved);
    }

    [Fact]
    public void It_goes_on_after_the_steps_that_a_checkpoint_has()
    {
        var (weight, optimizer) = Start();
        var log = new Log();
        Run(weight, optimizer, new Source(_ => [[1]]), log, new Memory(7));
        Assert.Equal([8, 9, 10], log.Steps);
    }

    [Fact]
    public void Asked_to_stop_it_saves_the_step_it_has_finished()
    {
        var (weight, optimizer) = Start();
        using var stop = new CancellationTokenSource();
        var memory = new Memory();
        var log = new Log { OnStep = step => { if (step == 3) stop.Cancel(); } };
        Assert.Throws<OperationCanceledException>(() => Run(weight, optimizer, new Source(_ => [[1]]), log, memory, cancel: stop.Token));
        Assert.Equal([3], memory.Saved);
    }

    [Fact]
    public void A_loss_that_is_no_number_stops_the_training_with_advice()
    {
        var (weight, optimizer) = Start();
        var problem = Assert.Throws<TrainingDivergedException>(() =>
            Run(weight, optimizer, new Source(step => [[step == 2 ? float.NaN : 1]]), new Log(), new Memory()));
        Assert.Contains("step 3", problem.Message);
        Assert.Contains("learning_rate", problem.Message);
    }
}
