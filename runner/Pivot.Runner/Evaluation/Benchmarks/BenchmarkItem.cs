namespace Pivot.Runner.Evaluation.Benchmarks;

/// <summary>One scored question.</summary>
/// <param name="Answer">The question with both answers.</param>
/// <param name="Correct">Whether the model's answer matches.</param>
/// <param name="BlindGuess">What the best guesser without the image would say, normalised.</param>
/// <param name="BlindCorrect">Whether that guess matches.</param>
public sealed record BenchmarkItem(BenchmarkAnswer Answer, bool Correct, string BlindGuess, bool BlindCorrect)
{
    /// <summary>1 or 0.</summary>
    public double Score => Correct ? 1 : 0;
}
