using Pivot.Runner.Stages;

namespace Pivot.Runner.Execution;

/// <summary>Passes a stage's progress on to whoever watches the run, to the clock of its attempts and to the saving of its checkpoints.</summary>
internal sealed class ProgressRelay(Action<StageProgress> watch, AttemptClock clock, CheckpointSaving saving) : IStageProgress
{
    /// <inheritdoc/>
    public void Report(long done, long total, string unit, double? loss = null, double? samplesPerSecond = null)
    {
        clock.Tick();
        saving.Tick();
        watch(new StageProgress(done, total, unit, loss, samplesPerSecond));
    }
}
