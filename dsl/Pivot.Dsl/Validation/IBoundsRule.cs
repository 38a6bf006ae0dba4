namespace Pivot.Dsl.Validation;

/// <summary>A rule that says which numbers are allowed. On a list it holds each of them.</summary>
internal interface IBoundsRule
{
    Bounds Bounds { get; }
}
