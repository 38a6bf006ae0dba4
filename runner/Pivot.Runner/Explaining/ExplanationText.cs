using System.Globalization;
using System.Text;
using Pivot.Runner.Store;

namespace Pivot.Runner.Explaining;

/// <summary>Explanations for the terminal: a block for what has one answer, with every stage that it is the answer for above it.</summary>
public static class ExplanationText
{
    /// <summary>The blocks, a blank line between them.</summary>
    /// <param name="explanations">What was found.</param>
    /// <param name="label">What a stage is called: <c>post · dpo · seed 1</c>.</param>
    /// <param name="folder">Where a stored stage lies, as a person would type it.</param>
    /// <param name="duration">Seconds as a person reads them.</param>
    public static string Render(
        IReadOnlyList<StageExplanation> explanations, Func<StageExplanation, string> label, Func<StageDescription, string> folder, Func<double, string> duration)
    {
        var blocks = explanations
            .GroupBy(e => e.Stored is not null ? "stored" : e.Nearest is null ? "none" : string.Join('\n', Lines(e.Differences, 1)))
            .Select(group => string.Concat(group.Select(e => $"{Head(e, label, folder, duration)}\n")) + string.Concat(Lines(group.First().Differences, 1).Select(l => $"{l}\n")));
        return string.Join("\n", blocks);
    }

    private static string Head(
        StageExplanation e, Func<StageExplanation, string> label, Func<StageDescription, string> folder, Func<double, string> duration)
    {
        var head = $"{label(e)}  {e.Node.Spec.Kind} {Short(e.Node.Key)}";
        if (e.Stored is { } stored)
            return $"{head}\n  in the store since {Time(stored)}: took {duration(stored.Seconds)} on {stored.Host.Name} ({stored.Host.Device}), {folder(stored)}";
        if (e.Nearest is not { } near) return $"{head}\n  not in the store, and no stage of kind {e.Node.Spec.Kind} is there to compare it with{Silent(e)}";
        var among = e.Compared == 1 ? "the only stored stage of its kind" : $"the nearest of {e.Compared} stored stages of its kind";
        return $"{head}\n  not in the store; {among} is '{near.Stage}' {Short(near.Key)} of {Time(near)}, {duration(near.Seconds)}{Silent(e)}";
    }

    private static string Silent(StageExplanation e) => e.Silent == 0 ? ""
        : $" ({e.Silent} more {(e.Silent == 1 ? "was" : "were")} stored by another version of pivot and cannot be compared)";

    private static IEnumerable<string> Lines(IReadOnlyList<Difference> differences, int depth) => differences.SelectMany(d =>
        Lines(d.Inside, depth + 1).Prepend($"{new string(' ', 2 * depth)}{(depth == 1 ? "- " : "")}{d.Text}{(d.Inside.Count > 0 ? ":" : "")}"));

    private static string Time(StageDescription stage) => stage.FinishedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    private static string Short(string key) => key[..Math.Min(8, key.Length)];
}
