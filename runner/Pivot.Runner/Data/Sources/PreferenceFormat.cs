using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Sources;

/// <summary>
/// MMPR's preference rows (https://huggingface.co/datasets/OpenGVLab/MMPR): <c>{"image", "question", "chosen", "rejected"}</c>, perhaps with an
/// <c>id</c>; the image a path or an array of one, the question with or without the image placeholder.
/// </summary>
internal sealed class PreferenceFormat : RowFormat<PreferenceSample>
{
    /// <inheritdoc/>
    public override string Shape => """a row is {"image": "...", "question": "...", "chosen": "...", "rejected": "..."}""";

    /// <inheritdoc/>
    public override bool TakesTextAlone => true;

    /// <inheritdoc/>
    public override bool HoldsPlaceholder(AnnotationRow row) => row.Text("question").Contains(ImagePlaceholder.Word, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override PreferenceSample Parse(AnnotationRow row, ImageReference image)
    {
        var (question, chosen, rejected) = (ImagePlaceholder.Remove(row.Text("question")), row.Text("chosen"), row.Text("rejected"));
        if (chosen == rejected) throw row.Error($"\"chosen\" and \"rejected\" are the same text; there is nothing to prefer");
        return new PreferenceSample(row.OptionalText("id") ?? $"row {row.Line}", image, question, chosen, rejected);
    }

    /// <inheritdoc/>
    public override string[] Texts(PreferenceSample sample) => [sample.Question, sample.Chosen, sample.Rejected];
}
