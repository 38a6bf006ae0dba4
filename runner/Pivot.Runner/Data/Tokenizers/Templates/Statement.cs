namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>A statement of a template.</summary>
/// <param name="Line">Its line.</param>
internal abstract record Statement(int Line)
{
    public sealed record Data(string Text, int Line) : Statement(Line);

    public sealed record Output(Expression Value, int Line) : Statement(Line);

    public sealed record If(IReadOnlyList<(Expression Condition, IReadOnlyList<Statement> Body)> Branches, IReadOnlyList<Statement> Else, int Line) : Statement(Line);

    public sealed record For(
        IReadOnlyList<string> Targets, Expression Items, Expression? Condition, IReadOnlyList<Statement> Body, IReadOnlyList<Statement> Else, int Line) : Statement(Line);

    public sealed record Set(IReadOnlyList<string> Targets, string? Attribute, Expression Value, int Line) : Statement(Line);

    public sealed record SetBlock(string Target, IReadOnlyList<Statement> Body, int Line) : Statement(Line);

    public sealed record Macro(string Name, IReadOnlyList<(string Name, Expression? Default)> Parameters, IReadOnlyList<Statement> Body, int Line) : Statement(Line);

    public sealed record Group(IReadOnlyList<Statement> Body, int Line) : Statement(Line);

    public sealed record Leave(bool Continues, int Line) : Statement(Line);
}
