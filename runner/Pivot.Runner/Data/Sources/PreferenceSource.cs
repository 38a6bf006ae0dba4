using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Sources;

/// <summary>
/// MMPR's preference rows (https://huggingface.co/datasets/OpenGVLab/MMPR): <c>{"image", "question", "chosen", "rejected"}</c>, perhaps with an
/// <c>id</c>; the question with or without the image placeholder.
/// </summary>
public static class PreferenceSource
{
    /// <summary>All pairs of a file.</summary>
    /// <inheritdoc cref="LlavaSource.Load"/>
    public static IReadOnlyList<PreferenceSample> Load(string file, string images, int? limit = null) =>
        AnnotationFile.Load(file, limit, row => Parse(row, images));

    internal static PreferenceSample Parse(AnnotationRow row, string images)
    {
        var image = row.Image(images);
        var (question, chosen, rejected) = (ImagePlaceholder.Remove(row.Text("question")), row.Text("chosen"), row.Text("rejected"));
        if (chosen == rejected) throw row.Error($"\"chosen\" and \"rejected\" are the same text; there is nothing to prefer");
        return new PreferenceSample(row.OptionalText("id") ?? $"row {row.Line}", image, question, chosen, rejected);
    }
}
