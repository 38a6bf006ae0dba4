namespace Pivot.Dsl.Validation;

/// <summary>A rule that says which words are allowed. On a list it holds each of them.</summary>
internal interface IWordsRule
{
    IReadOnlyList<string> Words { get; }
}
