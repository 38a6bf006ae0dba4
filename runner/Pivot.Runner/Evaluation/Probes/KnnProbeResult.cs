namespace Pivot.Runner.Evaluation.Probes;

/// <summary>Result of a <see cref="KnnProbe"/>.</summary>
/// <param name="Top1">Share of test items whose class is predicted, in [0, 1].</param>
/// <param name="Top5">Share whose class is among the five best scored, in [0, 1].</param>
/// <param name="Items">Every test item, in order.</param>
public sealed record KnnProbeResult(double Top1, double Top5, IReadOnlyList<ProbeItem> Items)
{
    /// <summary><c>top1</c> and <c>top5</c>.</summary>
    public IReadOnlyDictionary<string, double> Scores => new Dictionary<string, double> { ["top1"] = Top1, ["top5"] = Top5 };
}
