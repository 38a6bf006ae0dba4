using static TorchSharp.torch;

namespace Pivot.Runner.Evaluation.Metrics;

/// <summary>Whether the right class is among the k best scored ones.</summary>
/// <remarks>
/// Equal scores rank by class index, as a stable sort has it, so that the result does not depend on how a device sorts. With k or fewer
/// classes every item is a hit.
/// </remarks>
public static class TopKAccuracy
{
    /// <summary>One answer per row.</summary>
    /// <param name="scores">Class scores, the higher the better, float [N, C].</param>
    /// <param name="labels">Right classes, N of them; one that is not in 0..C-1 is never hit.</param>
    /// <param name="k">Ranks that count, at least 1.</param>
    /// <exception cref="ArgumentException">Rows and labels differ in number.</exception>
    public static bool[] Hits(Tensor scores, IReadOnlyList<int> labels, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        if (scores.dim() != 2 || scores.shape[0] != labels.Count)
            throw new ArgumentException($"scores [{string.Join(", ", scores.shape)}] do not fit {labels.Count} labels");
        var classes = (int)scores.shape[1];
        var values = scores.to_type(ScalarType.Float64).cpu().contiguous().data<double>().ToArray();
        var hits = new bool[labels.Count];
        for (var row = 0; row < hits.Length; row++)
            hits[row] = (uint)labels[row] < (uint)classes && Rank(values.AsSpan(row * classes, classes), labels[row]) < k;
        return hits;
    }

    /// <summary>Share of hits, in [0, 1]; 0 without items.</summary>
    public static double Share(IReadOnlyCollection<bool> hits) => hits.Count == 0 ? 0 : (double)hits.Count(h => h) / hits.Count;

    private static int Rank(ReadOnlySpan<double> scores, int label)
    {
        var rank = 0;
        for (var c = 0; c < scores.Length; c++)
        {
            if (scores[c] > scores[label] || (c < label && scores[c] == scores[label])) rank++;
        }
        return rank;
    }
}
