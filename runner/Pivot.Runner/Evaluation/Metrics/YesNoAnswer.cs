namespace Pivot.Runner.Evaluation.Metrics;

/// <summary>
/// Yes or no out of a sentence, as POPE's own script reads it (https://github.com/AoiDragon/POPE, <c>evaluate.py</c>; LLaVA's <c>eval_pope.py</c> is
/// the same): no where the first sentence has the word <c>No</c>, <c>no</c> or <c>not</c>, and yes otherwise, also where it says neither.
/// </summary>
public static class YesNoAnswer
{
    /// <summary>Whether the answer counts as yes.</summary>
    public static bool IsYes(string answer)
    {
        var words = answer.Split('.')[0].Replace(",", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return !words.Any(word => word is "No" or "no" or "not");
    }
}
