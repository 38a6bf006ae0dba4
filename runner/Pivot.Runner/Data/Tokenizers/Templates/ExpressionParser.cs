using System.Globalization;

namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>Tokens to expressions, with Jinja's precedence (<see href="https://jinja.palletsprojects.com/en/stable/templates/#expressions">expressions</see>).</summary>
internal sealed class ExpressionParser(TemplateTokens tokens)
{
    private static readonly string[] Comparisons = ["==", "!=", "<", ">", "<=", ">=", "in"];

    /// <summary>An expression, a choice (<c>a if b else c</c>) included.</summary>
    public Expression Read()
    {
        var line = tokens.Now.Line;
        tokens.Deeper();
        var value = Or();
        while (tokens.Skip("if"))
        {
            var condition = Or();
            value = new Expression.Choice(condition, value, tokens.Skip("else") ? Read() : null, line);
        }
        tokens.Higher();
        return value;
    }

    /// <summary>An expression without a choice, as it stands behind <c>for ... in</c>.</summary>
    public Expression Or() => Left(["or"], And);

    /// <summary>An expression, or several with commas, which are a list.</summary>
    public Expression ReadTuple()
    {
        var line = tokens.Now.Line;
        var first = Read();
        if (!tokens.Now.Is(",")) return first;
        var items = new List<Expression> { first };
        while (tokens.Skip(",") && tokens.Now.Kind != TemplateTokenKind.BlockEnd) items.Add(Read());
        return new Expression.List(items, IsTuple: true, line);
    }

    private Expression And() => Left(["and"], Not);

    private Expression Not()
    {
        if (!tokens.Now.Is("not")) return Compared();
        var line = tokens.Take().Line;
        tokens.Deeper();
        var value = new Expression.Unary("not", Not(), line);
        tokens.Higher();
        return value;
    }

    private Expression Compared()
    {
        var line = tokens.Now.Line;
        var first = Sum();
        var rest = new List<(string, Expression)>();
        while (true)
        {
            if (tokens.Now.Is("not") && tokens.Ahead.Is("in"))
            {
                tokens.Take();
                tokens.Take();
                rest.Add(("not in", Sum()));
            }
            else if (tokens.Now.Kind is TemplateTokenKind.Operator or TemplateTokenKind.Name && Comparisons.Contains(tokens.Now.Text))
            {
                rest.Add((tokens.Take().Text, Sum()));
            }
            else
            {
                return rest.Count == 0 ? first : new Expression.Comparison(first, rest, line);
            }
        }
    }

    private Expression Sum() => Left(["+", "-"], Concatenated);

    private Expression Concatenated() => Left(["~"], Product);

    private Expression Product() => Left(["*", "/", "//", "%"], Power);

    private Expression Power() => Left(["**"], () => Signed(filters: true));

    // A filter or test behind a signed number is the whole's.
    private Expression Signed(bool filters)
    {
        if (!tokens.Now.Is("-") && !tokens.Now.Is("+")) return Suffixes(Primary(), filters);
        var sign = tokens.Take();
        tokens.Deeper();
        var value = new Expression.Unary(sign.Text, Signed(filters: false), sign.Line);
        tokens.Higher();
        return Suffixes(value, filters);
    }

    private Expression Left(string[] operators, Func<Expression> next)
    {
        tokens.Deeper();
        var value = next();
        while (operators.FirstOrDefault(tokens.Now.Is) is { } found)
        {
            var line = tokens.Take().Line;
            value = new Expression.Binary(found, value, next(), line);
        }
        tokens.Higher();
        return value;
    }

    private Expression Primary()
    {
        var token = tokens.Take();
        switch (token.Kind)
        {
            case TemplateTokenKind.Text:
                var text = token.Text;
                while (tokens.Now.Kind == TemplateTokenKind.Text) text += tokens.Take().Text;
                return new Expression.Literal(text, token.Line);
            case TemplateTokenKind.Whole:
                return Whole(token);
            case TemplateTokenKind.Real:
                return new Expression.Literal(double.Parse(token.Text, CultureInfo.InvariantCulture), token.Line);
            case TemplateTokenKind.Name:
                return token.Text switch
                {
                    "true" or "True" => new Expression.Literal(true, token.Line),
                    "false" or "False" => new Expression.Literal(false, token.Line),
                    "none" or "None" => new Expression.Literal(null, token.Line),
                    _ => new Expression.Name(token.Text, token.Line),
                };
            case TemplateTokenKind.Operator when token.Text == "(":
                return Bracketed(token.Line);
            case TemplateTokenKind.Operator when token.Text == "[":
                return new Expression.List(Until("]", Read), IsTuple: false, token.Line);
            case TemplateTokenKind.Operator when token.Text == "{":
                return new Expression.Map(Until("}", () =>
                {
                    var key = Read();
                    tokens.Expect(":");
                    return (key, Read());
                }), token.Line);
            default:
                throw tokens.Problem($"expected an expression, found {TemplateTokens.Shown(token)}", token.Line);
        }
    }

    private Expression.Literal Whole(TemplateToken token) => long.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
        ? new Expression.Literal(whole, token.Line)
        : throw tokens.Problem($"the number {token.Text} is too large", token.Line);

    private Expression Bracketed(int line)
    {
        if (tokens.Skip(")")) return new Expression.List([], IsTuple: true, line);
        var first = Read();
        if (tokens.Skip(")")) return first;
        tokens.Expect(",");
        return new Expression.List([first, .. Until(")", Read)], IsTuple: true, line);
    }

    private List<T> Until<T>(string end, Func<T> read)
    {
        var items = new List<T>();
        while (!tokens.Skip(end))
        {
            if (items.Count > 0)
            {
                tokens.Expect(",");
                if (tokens.Skip(end)) break;
            }
            items.Add(read());
        }
        return items;
    }

    private Expression Suffixes(Expression value, bool filters)
    {
        while (true)
        {
            var line = tokens.Now.Line;
            if (tokens.Skip("."))
            {
                value = tokens.Now.Kind == TemplateTokenKind.Whole
                    ? new Expression.Item(value, Whole(tokens.Take()), line)
                    : new Expression.Attribute(value, tokens.Name(), line);
            }
            else if (tokens.Skip("["))
            {
                value = Subscript(value, line);
            }
            else if (tokens.Skip("("))
            {
                value = new Expression.Call(value, Arguments(), line);
            }
            else if (filters && tokens.Skip("|"))
            {
                var name = tokens.Name();
                value = new Expression.Filter(value, name, tokens.Skip("(") ? Arguments() : [], line);
            }
            else if (filters && tokens.Skip("is"))
            {
                value = Tested(value, line);
            }
            else
            {
                return value;
            }
        }
    }

    private Expression Subscript(Expression of, int line)
    {
        Expression? Part() => tokens.Now.Is(":") || tokens.Now.Is("]") ? null : Read();
        var start = Part();
        if (start is not null && tokens.Skip("]")) return new Expression.Item(of, start, line);
        tokens.Expect(":");
        var stop = Part();
        var step = tokens.Skip(":") ? Part() : null;
        tokens.Expect("]");
        return new Expression.Slice(of, start, stop, step, line);
    }

    private Expression Tested(Expression of, int line)
    {
        var negated = tokens.Skip("not");
        var name = tokens.Name();
        IReadOnlyList<Expression.Argument> arguments = [];
        if (tokens.Skip("(")) arguments = Arguments();
        else if (StartsValue(tokens.Now)) arguments = [new Expression.Argument(null, Suffixes(Primary(), filters: false))];
        Expression test = new Expression.Test(of, name, arguments, line);
        return negated ? new Expression.Unary("not", test, line) : test;
    }

    // `x is divisibleby 3`: one argument may stand without brackets.
    private static bool StartsValue(TemplateToken token) => token.Kind switch
    {
        TemplateTokenKind.Text or TemplateTokenKind.Whole or TemplateTokenKind.Real => true,
        TemplateTokenKind.Name => token.Text is not ("else" or "or" or "and" or "if" or "is" or "in" or "not" or "recursive"),
        TemplateTokenKind.Operator => token.Text is "[" or "{",
        _ => false,
    };

    private List<Expression.Argument> Arguments() => Until(")", () =>
    {
        if (tokens.Now.Kind != TemplateTokenKind.Name || !tokens.Ahead.Is("=")) return new Expression.Argument(null, Read());
        var name = tokens.Name();
        tokens.Expect("=");
        return new Expression.Argument(name, Read());
    });
}
