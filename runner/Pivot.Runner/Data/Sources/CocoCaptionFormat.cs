using System.Text.Json;
using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Sources;

/// <summary>
/// An image with COCO's captions of it, a list of texts: <c>{"id", "image", "captions": ["...", ...]}</c>, as LLaVA's <c>caps_boxes_coco2014_val_80.jsonl</c> has them (beside
/// boxes, which nothing here reads). A row is one sample with the first caption; the others are not read.
/// </summary>
internal sealed class CocoCaptionFormat : RowFormat<CaptionSample>
{
    /// <inheritdoc/>
    public override string Shape => """a row is {"id": "...", "image": "...", "captions": ["...", "..."]}""";

    /// <inheritdoc/>
    public override CaptionSample Parse(AnnotationRow row, ImageReference image)
    {
        var captions = row.Array("captions");
        if (!captions.MoveNext() || captions.Current.ValueKind != JsonValueKind.String) throw row.Error("\"captions\" must begin with a text");
        return new CaptionSample(row.OptionalText("id") ?? $"row {row.Line}", image, captions.Current.GetString()!);
    }

    /// <inheritdoc/>
    public override string[] Texts(CaptionSample sample) => [sample.Caption];
}
