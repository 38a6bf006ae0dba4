using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Sources;

/// <summary>LLaVA's rows read as captions: the first answer of each.</summary>
internal sealed class CaptionFormat : RowFormat<CaptionSample>
{
    private readonly LlavaFormat _rows = new();

    /// <inheritdoc/>
    public override string Shape => _rows.Shape;

    /// <inheritdoc/>
    public override bool HoldsPlaceholder(AnnotationRow row) => _rows.HoldsPlaceholder(row);

    /// <inheritdoc/>
    public override CaptionSample Parse(AnnotationRow row, ImageReference image)
    {
        var said = _rows.Parse(row, image);
        return new CaptionSample(said.Id, image, said.Turns[0].Answer);
    }

    /// <inheritdoc/>
    public override string[] Texts(CaptionSample sample) => [sample.Caption];
}
