namespace Pivot.Runner.Evaluation.Benchmarks;

/// <summary>A scored benchmark.</summary>
/// <param name="Items">Every question, in the order given.</param>
/// <param name="Scores">
/// <c>accuracy</c>, <c>blind_accuracy</c> (shares in [0, 1]) and <c>n</c> over all items, and each followed by <c>.GROUP</c> for every
/// group.
/// </param>
public sealed record BenchmarkResult(IReadOnlyList<BenchmarkItem> Items, IReadOnlyDictionary<string, double> Scores);
