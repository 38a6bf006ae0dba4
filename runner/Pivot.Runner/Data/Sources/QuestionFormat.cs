using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Sources;

/// <summary>
/// Questions with their answers: <c>{"question_id" or "id", "image", "question", "answer", "category" or "group"}</c>; without a group, all are
/// in the group <c>all</c>.
/// </summary>
internal sealed class QuestionFormat : RowFormat<QuestionSample>
{
    /// <summary>The group of questions that name none.</summary>
    public const string DefaultGroup = "all";

    /// <inheritdoc/>
    public override string Shape => """a row is {"question_id": "...", "image": "...", "question": "...", "answer": "...", "category": "..."}""";

    /// <inheritdoc/>
    public override QuestionSample Parse(AnnotationRow row, ImageReference image) => new(
        row.OptionalText("question_id", "id") ?? $"row {row.Line}", image, ImagePlaceholder.Remove(row.Text("question")), row.Text("answer"),
        row.OptionalText("category", "group") ?? DefaultGroup);

    /// <summary>Answers are compared between runs item by item: an id must be one question's.</summary>
    public override string? UniqueId(QuestionSample sample) => sample.Id;

    /// <inheritdoc/>
    public override string[] Texts(QuestionSample sample) => [sample.Question, sample.Answer];
}
