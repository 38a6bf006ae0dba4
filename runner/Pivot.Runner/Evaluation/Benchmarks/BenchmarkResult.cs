namespace Pivot.Runner.Evaluation.Benchmarks;

/// <summary>A scored benchmark.</summary>
/// <param name="Items">Every question, in the order given.</param>
/// <param name="Scores">
/// <c>accuracy</c>, <c>blind_accuracy</c> (shares in [0, 1]) and <c>n</c> over all items, and each followed by <c>.GROUP</c> for every
/// group. Where all questions ask for yes or no, also <c>precision</c>, <c>recall</c>, <c>f1</c> and <c>yes_ratio</c>; where there are variants of questions with the options
/// in another order, <c>circular_accuracy</c>, the share of questions that are right in all variants (MMBench, Liu et al. 2023, https://arxiv.org/abs/2307.06281).
/// </param>
public sealed record BenchmarkResult(IReadOnlyList<BenchmarkItem> Items, IReadOnlyDictionary<string, double> Scores);
