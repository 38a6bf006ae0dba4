namespace Pivot.Runner.Training;

/// <summary>Told what a training does.</summary>
public interface ITrainingObserver
{
    /// <summary>A step was done.</summary>
    /// <param name="stepsDone">Steps done, from 1.</param>
    /// <param name="report">Loss and metrics of its batch.</param>
    /// <param name="learningRateFactor">Factor on the peak rates that it used.</param>
    /// <param name="gradientNorm">Global norm before clipping.</param>
    void Stepped(long stepsDone, StepReport report, double learningRateFactor, double gradientNorm);

    /// <summary>The held-out rows were evaluated after <paramref name="stepsDone"/> steps.</summary>
    void Evaluated(long stepsDone, StepReport report);
}
