namespace Pivot.Runner.Data.Scenes;

/// <summary>A question about a scene.</summary>
/// <param name="Text">The question.</param>
/// <param name="Answer">The right answer.</param>
/// <param name="Answers">All answers of the kind, the right one among them.</param>
/// <param name="Near">Wrong answers that something else in the scene would give: the plausible ones. May be empty.</param>
/// <param name="Thing">Number of the one thing that is asked about, or -1.</param>
internal sealed record SceneQuestion(string Text, string Answer, IReadOnlyList<string> Answers, IReadOnlyList<string> Near, int Thing)
{
    public static SceneQuestion YesNo(string text, bool yes) => new(text, SceneWords.YesOrNo(yes), SceneWords.YesNo, [], -1);

    /// <summary>A wrong answer of the same kind, half of the time one that is near where there is any.</summary>
    public string Wrong(SeededRandom random)
    {
        var near = Near.Where(a => a != Answer).Distinct().ToArray();
        return random.Pick(near.Length > 0 && random.Chance(1, 2) ? near : [.. Answers.Where(a => a != Answer)]);
    }
}
