namespace Pivot.Runner.Data.Sources.Parquet;

/// <summary>Which column of a Parquet file holds what; a column inside a struct is named with a dot. Null: the file has none.</summary>
public sealed record ParquetColumns
{
    /// <summary>A struct of <c>bytes</c> and <c>path</c> as HuggingFace's datasets write images, encoded bytes alone, or a path.</summary>
    public string Image { get; init; } = "image";

    /// <summary>What a row is called, or null for its number.</summary>
    public string? Id { get; init; }

    /// <summary>Questions, and prompts of preference pairs.</summary>
    public string Question { get; init; } = "question";

    /// <summary>Answers of questions.</summary>
    public string Answer { get; init; } = "answer";

    /// <summary>Groups of questions, or null for one group.</summary>
    public string? Group { get; init; }

    /// <summary>Preferred answers.</summary>
    public string Chosen { get; init; } = "chosen";

    /// <summary>The other answers.</summary>
    public string Rejected { get; init; } = "rejected";

    /// <summary>Lists of turns: structs of <c>from</c> and <c>value</c>, or of <c>role</c> and <c>content</c>.</summary>
    public string Conversations { get; init; } = "conversations";

    /// <summary>Classes: numbers, whose names stand in the file's notes, or names.</summary>
    public string Label { get; init; } = "label";

    /// <summary>JSON objects that hold the question and both answers (RLHF-V), or null where these have columns of their own.</summary>
    public string? Text { get; init; }
}
