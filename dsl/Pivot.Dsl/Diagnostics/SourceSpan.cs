namespace Pivot.Dsl.Diagnostics;

/// <summary>The text a value came from: a file (or <c>--set</c>), with 1-based line and column of its first and just past its last character.</summary>
/// <param name="File">Path as the user gave it, or a name in angle brackets such as <c>&lt;--set&gt;</c> for text that is in no file.</param>
/// <param name="Line">1-based line of the first character.</param>
/// <param name="Column">1-based column of the first character.</param>
/// <param name="EndLine">1-based line of the position just past the last character.</param>
/// <param name="EndColumn">1-based column of the position just past the last character.</param>
public readonly record struct SourceSpan(string File, int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>Whether another span lies within this one, in the same text.</summary>
    public bool Contains(SourceSpan inner) =>
        inner.File == File && (inner.Line, inner.Column).CompareTo((Line, Column)) >= 0 && (inner.EndLine, inner.EndColumn).CompareTo((EndLine, EndColumn)) <= 0;

    /// <summary><c>file:line:col</c>, the form editors and terminals turn into a link.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
