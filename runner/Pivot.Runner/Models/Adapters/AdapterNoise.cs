namespace Pivot.Runner.Models.Adapters;

/// <summary>Where a training is, which is all that the adapters' dropout depends on besides the seed: nothing random has to be saved.</summary>
/// <param name="seed">The stage's seed.</param>
public sealed class AdapterNoise(long seed)
{
    /// <summary>The stage's seed.</summary>
    public long Seed => seed;

    /// <summary>Steps done.</summary>
    public long Step { get; private set; }

    /// <summary>Number of the micro-batch within the step.</summary>
    public int MicroBatch { get; private set; }

    /// <summary>Moves to a micro-batch.</summary>
    /// <param name="step">Steps done.</param>
    /// <param name="microBatch">Number of the micro-batch within the step.</param>
    public void MoveTo(long step, int microBatch) => (Step, MicroBatch) = (step, microBatch);
}
