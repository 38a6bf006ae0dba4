using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Sources;

/// <summary>
/// Questions with their answers: <c>{"question_id" or "id", "image", "question", "answer", "category" or "group"}</c>; without a group, all are
/// in the group <c>all</c>.
/// </summary>
public static class QuestionSource
{
    /// <summary>The group of questions that name none.</summary>
    public const string DefaultGroup = "all";

    /// <summary>All questions of a file; their ids are different.</summary>
    /// <inheritdoc cref="LlavaSource.Load"/>
    public static IReadOnlyList<QuestionSample> Load(string file, string images, int? limit = null)
    {
        var ids = new HashSet<string>();
        return AnnotationFile.Load(file, limit, row => Parse(row, images, ids));
    }

    // Answers are compared between runs item by item: an id must be one question's.
    internal static QuestionSample Parse(AnnotationRow row, string images, HashSet<string> ids)
    {
        var sample = new QuestionSample(row.OptionalText("question_id", "id") ?? $"row {row.Line}", row.Image(images),
            ImagePlaceholder.Remove(row.Text("question")), row.Text("answer"), row.OptionalText("category", "group") ?? DefaultGroup);
        return ids.Add(sample.Id) ? sample : throw row.Error($"the id \"{sample.Id}\" was given to an earlier question");
    }
}
