namespace Pivot.Runner.Models.Adapters;

/// <summary>What the adapters of a model have in common.</summary>
/// <param name="Rank">r, at least 1.</param>
/// <param name="Alpha">Numerator of the scale alpha / r, above 0.</param>
/// <param name="Dropout">Share of the inputs that is dropped while training, in [0, 1).</param>
public sealed record AdapterShape(int Rank, double Alpha, double Dropout)
{
    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">One is out of its range.</exception>
    public void Check()
    {
        if (Rank < 1) throw new ArgumentException($"an adapter's rank must be at least 1, found {Rank}");
        if (!(Alpha > 0)) throw new ArgumentException($"an adapter's alpha must be above 0, found {Alpha}");
        if (Dropout is not (>= 0 and < 1)) throw new ArgumentException($"an adapter's dropout must be in [0, 1), found {Dropout}");
    }
}
