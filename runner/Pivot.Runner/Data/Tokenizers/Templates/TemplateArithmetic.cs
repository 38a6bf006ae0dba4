namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>Python's <c>+ - * / // % **</c> and Jinja's <c>~</c>.</summary>
internal static class TemplateArithmetic
{
    /// <summary>Two values joined.</summary>
    public static object? Of(string sign, object? left, object? right, TemplateBudget budget, int line)
    {
        switch (sign, left, right)
        {
            case ("~", _, _):
                return Joined(TemplateValues.Text(left, budget, line), TemplateValues.Text(right, budget, line), budget, line);
            case ("+", string a, string b):
                return Joined(a, b, budget, line);
            case ("+", List<object?> a, List<object?> b):
                budget.Items(line, (long)a.Count + b.Count);
                return new List<object?>([.. a, .. b]);
            case ("*", string text, long times):
                return Repeated(text, times, budget, line);
            case ("*", long times, string text):
                return Repeated(text, times, budget, line);
            case ("%", string, _):
                throw budget.Problem(line, "formatting a text with % is not known here");
        }
        if (TemplateValues.Number(left) is not { } x || TemplateValues.Number(right) is not { } y)
            throw budget.Problem(line, $"`{sign}` of {TemplateValues.Named(left)} and {TemplateValues.Named(right)}");
        if (y == 0 && sign is ("/" or "//" or "%")) throw budget.Problem(line, "division by 0");
        try
        {
            return sign != "/" && left is not double && right is not double ? Whole(sign, (long)x, (long)y, budget, line) : Real(sign, x, y);
        }
        catch (OverflowException)
        {
            throw budget.Problem(line, $"`{sign}` of {x} and {y} is too large");
        }
    }

    private static object Whole(string sign, long x, long y, TemplateBudget budget, int line) => checked(sign switch
    {
        "+" => x + y,
        "-" => x - y,
        "*" => x * y,
        "//" => x / y - (x % y != 0 && x < 0 != y < 0 ? 1 : 0),
        "%" => x % y is var rest && rest != 0 && rest < 0 != y < 0 ? rest + y : rest,
        _ => y is >= 0 and <= 64 ? Power(x, y) : throw budget.Problem(line, $"the power {y} is not known here"),
    });

    private static long Power(long x, long y)
    {
        var result = 1L;
        for (var i = 0; i < y; i++) result = checked(result * x);
        return result;
    }

    private static double Real(string sign, double x, double y) => sign switch
    {
        "+" => x + y,
        "-" => x - y,
        "*" => x * y,
        "/" => x / y,
        "//" => Math.Floor(x / y),
        "%" => x - y * Math.Floor(x / y),
        _ => Math.Pow(x, y),
    };

    private static string Joined(string left, string right, TemplateBudget budget, int line)
    {
        budget.Text(line, (long)left.Length + right.Length);
        return left + right;
    }

    private static string Repeated(string text, long times, TemplateBudget budget, int line)
    {
        times = Math.Max(0, times);
        if (text.Length > 0 && times > TemplateLimits.Text) budget.Text(line, long.MaxValue);
        budget.Text(line, text.Length * Math.Min(times, TemplateLimits.Text));
        return text.Length == 0 ? "" : string.Concat(Enumerable.Repeat(text, (int)times));
    }
}
