namespace Pivot.Runner.Data.Sources;

/// <summary>From a format's name to how a row of it is read.</summary>
internal static class AnnotatedRow
{
    /// <summary>The image and the texts of a row.</summary>
    /// <param name="format">The format's name.</param>
    /// <param name="row">The row.</param>
    /// <param name="images">Folder that image paths start from.</param>
    /// <param name="ids">Ids of earlier questions; the row's is added.</param>
    /// <exception cref="DataException">The row is not as it must be.</exception>
    public static (FileImage Image, string[] Text) Read(string format, AnnotationRow row, string images, HashSet<string> ids)
    {
        switch (format)
        {
            case "llava" or "captions":
                var said = LlavaSource.Parse(row, images);
                return ((FileImage)said.Image, format == "captions" ? [said.Turns[0].Answer] : [.. said.Turns.SelectMany(t => new[] { t.Question, t.Answer })]);
            case "preference":
                var pair = PreferenceSource.Parse(row, images);
                return ((FileImage)pair.Image, [pair.Question, pair.Chosen, pair.Rejected]);
            case "questions":
                var asked = QuestionSource.Parse(row, images, ids);
                return ((FileImage)asked.Image, [asked.Question, asked.Answer]);
            default:
                throw new ArgumentException($"no such format: {format}");
        }
    }

    /// <summary>What a row of a format looks like.</summary>
    public static string Shape(string format) => format switch
    {
        "preference" => """a row is {"image": "...", "question": "...", "chosen": "...", "rejected": "..."}""",
        "questions" => """a row is {"question_id": "...", "image": "...", "question": "...", "answer": "...", "category": "..."}""",
        _ => """a row is {"id": "...", "image": "...", "conversations": [{"from": "human", "value": "..."}, {"from": "gpt", "value": "..."}]}""",
    };
}
