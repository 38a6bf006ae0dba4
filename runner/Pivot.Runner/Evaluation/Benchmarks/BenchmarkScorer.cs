using Pivot.Runner.Data.Samples;
using Pivot.Runner.Evaluation.Metrics;

namespace Pivot.Runner.Evaluation.Benchmarks;

/// <summary>
/// Exact match per question of what an answer counts as (<see cref="AnswerReading"/>), accuracy per group and over all, beside the accuracy of a guesser that does not see the image.
/// </summary>
public static class BenchmarkScorer
{
    /// <summary>Scores the answers.</summary>
    /// <exception cref="ArgumentException">There is no answer.</exception>
    public static BenchmarkResult Score(IReadOnlyList<BenchmarkAnswer> answers)
    {
        var guesses = BlindBaseline.Guesses([.. answers.Select(a => new BlindItem(a.Question, a.Expected, a.Group))]);
        List<BenchmarkItem> items = [.. answers.Zip(guesses, (answer, guess) => new BenchmarkItem(
            answer, ExactMatch.IsMatch(answer.Read, answer.Expected), guess, guess == ExactMatch.Normalise(answer.Expected)))];

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
        var variants = items.GroupBy(i => i.Answer.VariantOf).Any(q => q.Key is not null && q.Count() > 1);
        AddForms(items, variants, "", scores);
        foreach (var group in items.GroupBy(i => i.Answer.Group)) AddForms([.. group], variants, "." + group.Key, scores);
        return new(items, scores);
    }

    // What only some forms of questions have.
    private static void AddForms(List<BenchmarkItem> items, bool variants, string group, Dictionary<string, double> scores)
    {
        if (variants)
        {
            var questions = items.GroupBy(i => i.Answer.VariantOf ?? i.Answer.Id).ToList();
            scores["circular_accuracy" + group] = (double)questions.Count(q => q.All(i => i.Correct)) / questions.Count;
        }
        if (items.Any(i => i.Answer.Form != AnswerForm.YesNo)) return;
        var yesNo = YesNoScores.Of([.. items.Select(i => (ExactMatch.Normalise(i.Answer.Expected) == "yes", i.Answer.Read == "yes"))]);
        scores["precision" + group] = yesNo.Precision;
        scores["recall" + group] = yesNo.Recall;
        scores["f1" + group] = yesNo.F1;
        scores["yes_ratio" + group] = yesNo.YesRatio;
    }
}
