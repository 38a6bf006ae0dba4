namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>An expression of a template.</summary>
/// <param name="Line">Its line.</param>
internal abstract record Expression(int Line)
{
    public sealed record Literal(object? Value, int Line) : Expression(Line);

    public sealed record Name(string Text, int Line) : Expression(Line);

    public sealed record List(IReadOnlyList<Expression> Items, bool IsTuple, int Line) : Expression(Line);

    public sealed record Map(IReadOnlyList<(Expression Key, Expression Value)> Items, int Line) : Expression(Line);

    public sealed record Attribute(Expression Of, string Key, int Line) : Expression(Line);

    public sealed record Item(Expression Of, Expression Key, int Line) : Expression(Line);

    public sealed record Slice(Expression Of, Expression? Start, Expression? Stop, Expression? Step, int Line) : Expression(Line);

    public sealed record Call(Expression Of, IReadOnlyList<Argument> Arguments, int Line) : Expression(Line);

    public sealed record Filter(Expression Of, string Text, IReadOnlyList<Argument> Arguments, int Line) : Expression(Line);

    public sealed record Test(Expression Of, string Text, IReadOnlyList<Argument> Arguments, int Line) : Expression(Line);

    public sealed record Unary(string Operator, Expression Of, int Line) : Expression(Line);

    public sealed record Binary(string Operator, Expression Left, Expression Right, int Line) : Expression(Line);

    public sealed record Comparison(Expression First, IReadOnlyList<(string Operator, Expression Value)> Rest, int Line) : Expression(Line);

    public sealed record Choice(Expression If, Expression Then, Expression? Else, int Line) : Expression(Line);

    public sealed record Argument(string? Name, Expression Value);
}
