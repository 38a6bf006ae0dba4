namespace Pivot.Dsl.Specs;

/// <summary>Rows of a JSON or JSONL file that name images: formats <c>llava</c>, <c>captions</c>, <c>preference</c>, <c>questions</c>, <c>vlfeedback</c>, <c>sharegpt</c>, <c>instructions</c>, <c>coco_captions</c>.</summary>
/// <param name="Format">The format's name.</param>
/// <param name="File">Absolute path of the JSON array or JSONL file.</param>
/// <param name="Images">Absolute path of the folder the rows' image paths start from.</param>
/// <param name="Limit">Rows to read from the start, or null for all.</param>
public sealed record AnnotationView(string Format, string File, string Images, int? Limit = null) : RowsView(File, Images)
{
    /// <summary>The formats and what a row of each is. <c>captions</c> reads LLaVA rows: the first answer is the caption.</summary>
    public static IReadOnlyDictionary<string, SampleKind> Formats { get; } = new Dictionary<string, SampleKind>
    {
        ["llava"] = SampleKind.Conversation,
        ["captions"] = SampleKind.Caption,
        ["preference"] = SampleKind.Preference,
        ["questions"] = SampleKind.Question,
        ["vlfeedback"] = SampleKind.Preference,
        ["sharegpt"] = SampleKind.Conversation,
        ["instructions"] = SampleKind.Conversation,
        ["coco_captions"] = SampleKind.Caption,
    };

    /// <summary>Whether rows of a format are trained on; the others are questions, which are asked as they are.</summary>
    public static bool IsTraining(string format) => Formats[format] != SampleKind.Question;

    /// <summary>Of <c>sharegpt</c>: whether rows are pairs of a chosen and a rejected answer, which LLaMA-Factory's <c>dataset_info.json</c> says by the same word.</summary>
    public bool Ranking { get; init; }

    /// <inheritdoc/>
    public override SampleKind Kind => Ranking ? SampleKind.Preference : Formats[Format];
}
