using Pivot.Runner.Data.Samples;
using Pivot.Runner.Evaluation.Metrics;

namespace Pivot.Runner.Evaluation.Benchmarks;

/// <summary>
/// What a model's words count as, by the form of the answer that its question has. A text counts as it stands (<see cref="ExactMatch"/>); a
/// letter is looked for by <see cref="OptionLetter"/>, yes and no by <see cref="YesNoAnswer"/>.
/// </summary>
public static class AnswerReading
{
    /// <summary>The text, the option's letter (nothing where none can be told) or <c>yes</c> or <c>no</c>.</summary>
    /// <param name="form">The form.</param>
    /// <param name="given">What the model said.</param>
    /// <param name="options">The options by letter, where the answer is one.</param>
    public static string Read(AnswerForm form, string given, IReadOnlyDictionary<char, string> options) => form switch
    {
        AnswerForm.Letter => OptionLetter.Find(given, options)?.ToString() ?? "",
        AnswerForm.YesNo => YesNoAnswer.IsYes(given) ? "yes" : "no",
        _ => given,
    };
}
