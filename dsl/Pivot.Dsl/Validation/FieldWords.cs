namespace Pivot.Dsl.Validation;

/// <summary>The words in data sources of public formats that choose one of a few ways.</summary>
/// <param name="Rows">What a row of a Parquet file is.</param>
/// <param name="Other">What pixels of value 0 are in ADE20K's masks.</param>
internal sealed record FieldWords(string Rows = FieldWords.Questions, string Other = FieldWords.Ignore)
{
    /// <summary>Rows that are questions.</summary>
    public const string Questions = "questions";

    /// <summary>Pixels that count for nothing.</summary>
    public const string Ignore = "ignore";

    /// <summary>Pixels of a class of their own.</summary>
    public const string Class = "class";
}
