namespace Pivot.Dsl.Specs;

/// <summary>Rows of Parquet files that hold their images, as HuggingFace's datasets write them (<c>parquet</c>, <c>rlhf_v</c>, <c>rlaif_v</c>).</summary>
/// <param name="Rows">What a row is: one of <see cref="RowKinds"/>.</param>
/// <param name="File">Absolute path of the file, or of a folder of them.</param>
/// <param name="Images">Absolute path of the folder that paths of images start from, where a row has a path in place of an image.</param>
public sealed record ParquetView(string Rows, string File, string Images) : RowsView(File, Images)
{
    /// <summary>What rows may be.</summary>
    public static IReadOnlyDictionary<string, SampleKind> RowKinds { get; } = new Dictionary<string, SampleKind>
    {
        ["questions"] = SampleKind.Question,
        ["preference"] = SampleKind.Preference,
        ["conversations"] = SampleKind.Conversation,
    };

    /// <summary>Which files of a folder: their name, <c>*</c> for any letters.</summary>
    public string Files { get; init; } = "*.parquet";

    /// <summary>Rows to read from the start, or null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>Column of the images.</summary>
    public string Image { get; init; } = "image";

    /// <summary>Column of the rows' ids, or null for the file's name and the row's number.</summary>
    public string? Id { get; init; }

    /// <summary>Column of the questions.</summary>
    public string Question { get; init; } = "question";

    /// <summary>Column of the answers.</summary>
    public string Answer { get; init; } = "answer";

    /// <summary>Column of the groups that questions are scored in, or null for one group.</summary>
    public string? Group { get; init; }

    /// <summary>Column of the preferred answers.</summary>
    public string Chosen { get; init; } = "chosen";

    /// <summary>Column of the other answers.</summary>
    public string Rejected { get; init; } = "rejected";

    /// <summary>Column of the lists of turns.</summary>
    public string Conversations { get; init; } = "conversations";

    /// <summary>Column of JSON objects that hold question, chosen and rejected (RLHF-V), or null where these have columns of their own.</summary>
    public string? Text { get; init; }

    /// <inheritdoc/>
    public override SampleKind Kind => RowKinds[Rows];
}
