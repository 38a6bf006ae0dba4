using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Sources;

/// <summary>
/// POPE's questions about what is in an image (https://github.com/AoiDragon/POPE), JSON lines <c>{"question_id", "image", "text", "label"}</c>, the label
/// <c>yes</c> or <c>no</c>.
/// </summary>
/// <remarks>
/// The group is the row's <c>category</c>, else the word <c>adversarial</c>, <c>popular</c> or <c>random</c> in the file's name, else <c>all</c>. Files number their questions each
/// for itself, so an id is the group and the number. The prompt ends as LLaVA's does for it.
/// </remarks>
/// <param name="suffix">The last line of a prompt; empty for none.</param>
internal sealed class PopeFormat(string suffix) : RowFormat<QuestionSample>
{
    /// <summary>The last line of a prompt, as LLaVA has it.</summary>
    public const string WordSuffix = "Answer the question using a single word or phrase.";

    private static readonly string[] Kinds = ["adversarial", "popular", "random"];

    /// <inheritdoc/>
    public override string Shape => """a row is {"question_id": 1, "image": "...", "text": "Is there a ...?", "label": "yes"}""";

    /// <inheritdoc/>
    public override QuestionSample Parse(AnnotationRow row, ImageReference image)
    {
        var group = row.OptionalText("category") ?? GroupOf(row.File);
        var label = row.Text("label").Trim().ToLowerInvariant();
        if (label is not ("yes" or "no")) throw row.Error($"\"label\" must be \"yes\" or \"no\", found \"{row.Text("label")}\"");
        var text = ImagePlaceholder.Remove(row.Text("text"));
        if (suffix.Length > 0 && !text.EndsWith(suffix, StringComparison.Ordinal)) text += "\n" + suffix;
        return new QuestionSample($"{group}/{row.Text("question_id")}", image, text, label, group) { Form = AnswerForm.YesNo };
    }

    /// <summary>Answers are compared between runs item by item: an id must be one question's.</summary>
    public override string? UniqueId(QuestionSample sample) => sample.Id;

    /// <inheritdoc/>
    public override string[] Texts(QuestionSample sample) => [sample.Question, sample.Answer];

    private static string GroupOf(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return Kinds.FirstOrDefault(kind => name.Contains(kind, StringComparison.OrdinalIgnoreCase)) ?? QuestionFormat.DefaultGroup;
    }
}
