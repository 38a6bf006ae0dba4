namespace Pivot.Runner.Stages;

/// <summary>Told how far a stage is. Called from the stage's own thread, often; an implementation limits what it shows.</summary>
public interface IStageProgress
{
    /// <summary>Reports a step done.</summary>
    /// <param name="done">Units done, from 0 to <paramref name="total"/>.</param>
    /// <param name="total">Units in all.</param>
    /// <param name="unit">What a unit is: <c>step</c>, <c>question</c>, <c>image</c>.</param>
    /// <param name="loss">Latest loss, or null where there is none.</param>
    /// <param name="samplesPerSecond">Throughput since the stage started or went on, or null.</param>
    void Report(long done, long total, string unit, double? loss = null, double? samplesPerSecond = null);
}
