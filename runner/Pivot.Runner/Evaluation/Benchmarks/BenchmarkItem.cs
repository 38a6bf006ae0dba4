namespace Pivot.Runner.Evaluation.Benchmarks;

/// <summary>One scored question.</summary>
/// <param name="Answer">The question with both answers.</param>
/// <param name="Correct">Whether the model's answer matches.</param>
/// <param name="BlindGuess">What a guesser without the image would say, normalised; null where nothing can be guessed.</param>
/// <param name="BlindCorrect">Whether that guess matches.</param>
public sealed record BenchmarkItem(BenchmarkAnswer Answer, bool Correct, string? BlindGuess, bool BlindCorrect)
{
    /// <summary>1 or 0.</summary>
    public double Score => Correct ? 1 : 0;
}
