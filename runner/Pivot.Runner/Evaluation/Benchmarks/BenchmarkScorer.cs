using Pivot.Runner.Evaluation.Metrics;

namespace Pivot.Runner.Evaluation.Benchmarks;

/// <summary>
/// Exact match per question, accuracy per group and over all, beside the accuracy of a guesser that does not see the image.
/// </summary>
public static class BenchmarkScorer
{
    /// <summary>Scores the answers.</summary>
    /// <exception cref="ArgumentException">There is no answer.</exception>
    public static BenchmarkResult Score(IReadOnlyList<BenchmarkAnswer> answers)
    {
        var guesses = BlindBaseline.Guesses([.. answers.Select(a => new BlindItem(a.Question, a.Expected, a.Group))]);
        List<BenchmarkItem> items = [.. answers.Zip(guesses, (answer, guess) => new BenchmarkItem(
            answer, ExactMatch.IsMatch(answer.Given, answer.Expected), guess, guess == ExactMatch.Normalise(answer.Expected)))];

        var seeing = GroupScores.Of(items.Select(i => (i.Answer.Group, i.Correct)));
        var blind = GroupScores.Of(items.Select(i => (i.Answer.Group, i.BlindCorrect)));
        var scores = new Dictionary<string, double>
        {
            ["accuracy"] = seeing.Overall.Accuracy,
            ["blind_accuracy"] = blind.Overall.Accuracy,
            ["n"] = seeing.Overall.Count,
        };
        foreach (var (group, score) in seeing.Groups)
        {
            scores[$"accuracy.{group}"] = score.Accuracy;
            scores[$"blind_accuracy.{group}"] = blind.Groups[group].Accuracy;
            scores[$"n.{group}"] = score.Count;
        }
        return new(items, scores);
    }
}
