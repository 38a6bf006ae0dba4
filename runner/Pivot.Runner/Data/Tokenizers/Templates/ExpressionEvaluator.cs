namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>Values of expressions.</summary>
internal sealed class ExpressionEvaluator(TemplateBudget budget)
{
    /// <summary>An expression's value where a scope's names stand.</summary>
    public object? Value(Expression expression, TemplateScope scope)
    {
        budget.Step(expression.Line);
        budget.Deeper(expression.Line);
        var value = Evaluated(expression, scope);
        budget.Higher();
        return value;
    }

    /// <summary>Whether a value is in a text, list or mapping.</summary>
    public static bool IsIn(object? value, object? container, TemplateBudget budget, int line) => container switch
    {
        string text when Spent(text, budget, line) => value is string part ? text.Contains(part, StringComparison.Ordinal) : throw budget.Problem(line, $"{TemplateValues.Named(value)} cannot be in a text"),
        TemplateMap map => value is string key && map.TryGet(key, out _),
        List<object?> list => list.Any(i => TemplateValues.AreEqual(i, value, budget, line)),
        TemplateUndefined => false,
        _ => throw budget.Problem(line, $"nothing can be in {TemplateValues.Named(container)}"),
    };

    private object? Evaluated(Expression expression, TemplateScope scope)
    {
        switch (expression)
        {
            case Expression.Literal literal:
                return literal.Value;
            case Expression.Name name:
                return scope.Find(name.Text);
            case Expression.List list:
                var items = list.Items.Select(i => Value(i, scope));
                return list.IsTuple ? new TemplateTuple(items) : items.ToList();
            case Expression.Map map:
                var made = new TemplateMap();
                foreach (var (key, item) in map.Items) made[Value(key, scope) as string ?? throw Problem(map, "a mapping's key that is no text")] = Value(item, scope);
                return made;
            case Expression.Attribute attribute:
                return Attribute(Value(attribute.Of, scope), attribute.Key, attribute);
            case Expression.Item item:
                return Item(Value(item.Of, scope), Value(item.Key, scope), item);
            case Expression.Slice slice:
                return TemplateSlices.Of(Value(slice.Of, scope), Part(slice.Start, scope), Part(slice.Stop, scope), Part(slice.Step, scope), budget, slice.Line);
            case Expression.Call call:
                var function = Value(call.Of, scope) as TemplateFunction
                    ?? throw Problem(call, $"`{Shown(call.Of)}` is not known here as something to call");
                return function(Arguments(call, Shown(call.Of), [], call.Arguments, scope));
            case Expression.Filter filter:
                var change = TemplateFilters.Find(filter.Text) ?? throw Problem(filter, $"the filter `{filter.Text}` is not known here");
                return change(Arguments(filter, filter.Text, [Value(filter.Of, scope)], filter.Arguments, scope));
            case Expression.Test test:
                var asked = TemplateTests.Find(test.Text) ?? throw Problem(test, $"the test `{test.Text}` is not known here");
                return asked(Arguments(test, test.Text, [Value(test.Of, scope)], test.Arguments, scope));
            case Expression.Unary { Operator: "not" } not:
                return !TemplateValues.IsTrue(Value(not.Of, scope));
            case Expression.Unary unary:
                return Signed(unary, Value(unary.Of, scope));
            case Expression.Binary { Operator: "and" } and:
                return Value(and.Left, scope) is var left && TemplateValues.IsTrue(left) ? Value(and.Right, scope) : left;
            case Expression.Binary { Operator: "or" } or:
                return Value(or.Left, scope) is var first && TemplateValues.IsTrue(first) ? first : Value(or.Right, scope);
            case Expression.Binary binary:
                return TemplateArithmetic.Of(binary.Operator, Value(binary.Left, scope), Value(binary.Right, scope), budget, binary.Line);
            case Expression.Comparison comparison:
                return Compared(comparison, scope);
            case Expression.Choice choice:
                return TemplateValues.IsTrue(Value(choice.If, scope)) ? Value(choice.Then, scope)
                    : choice.Else is { } other ? Value(other, scope) : new TemplateUndefined("else");
            default:
                throw Problem(expression, $"{expression.GetType().Name} is not known here");
        }
    }

    private static bool Spent(string text, TemplateBudget budget, int line)
    {
        budget.Text(line, text.Length);
        return true;
    }

    private object? Part(Expression? expression, TemplateScope scope) => expression is null ? null : Value(expression, scope);

    private TemplateArguments Arguments(Expression of, string what, object?[] first, IReadOnlyList<Expression.Argument> given, TemplateScope scope)
    {
        var values = new List<object?>(first);
        var named = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var argument in given)
        {
            if (argument.Name is null) values.Add(Value(argument.Value, scope));
            else named[argument.Name] = Value(argument.Value, scope);
        }
        foreach (var text in values.OfType<string>()) budget.Text(of.Line, text.Length);
        return new TemplateArguments(budget, of.Line, what, values, named);
    }

    private object? Attribute(object? of, string key, Expression at)
    {
        if (of is string text) budget.Text(at.Line, text.Length);
        if (TemplateMethods.Find(of, key) is { } method) return method;
        return of switch
        {
            TemplateMap map => map.TryGet(key, out var value) ? value : new TemplateUndefined(key),
            TemplateUndefined undefined => throw Problem(at, $"`{undefined.Name}` is not defined, so that it has no `{key}`"),
            _ => new TemplateUndefined(key),
        };
    }

    private object? Item(object? of, object? key, Expression at) => (of, key) switch
    {
        (TemplateMap map, string name) => map.TryGet(name, out var value) ? value : Attribute(of, name, at),
        (List<object?> list, long index) => (index < 0 ? index + list.Count : index) is var i && i >= 0 && i < list.Count ? list[(int)i] : new TemplateUndefined($"[{index}]"),
        (string, long index) => TemplateValues.Items(of, budget, at.Line) is var all && (index < 0 ? index + all.Count : index) is var i && i >= 0 && i < all.Count ? all[(int)i] : new TemplateUndefined($"[{index}]"),
        (_, string name) => Attribute(of, name, at),
        (TemplateUndefined undefined, _) => throw Problem(at, $"`{undefined.Name}` is not defined, so that it has no items"),
        _ => new TemplateUndefined("item"),
    };

    private object Signed(Expression.Unary unary, object? value) => (unary.Operator, value) switch
    {
        ("-", long number) => (object)-number,
        ("-", double number) => -number,
        ("+", long or double) => value,
        _ => throw Problem(unary, $"{TemplateValues.Named(value)} has no sign"),
    };

    private bool Compared(Expression.Comparison comparison, TemplateScope scope)
    {
        var left = Value(comparison.First, scope);
        foreach (var (sign, expression) in comparison.Rest)
        {
            var right = Value(expression, scope);
            var holds = sign switch
            {
                "==" => TemplateValues.AreEqual(left, right, budget, comparison.Line),
                "!=" => !TemplateValues.AreEqual(left, right, budget, comparison.Line),
                "in" => IsIn(left, right, budget, comparison.Line),
                "not in" => !IsIn(left, right, budget, comparison.Line),
                _ => Ordered(sign, left, right, comparison),
            };
            if (!holds) return false;
            left = right;
        }
        return true;
    }

    private bool Ordered(string sign, object? left, object? right, Expression at)
    {
        var order = (left, right) switch
        {
            (string a, string b) => string.CompareOrdinal(a, b),
            _ when TemplateValues.Number(left) is { } a && TemplateValues.Number(right) is { } b => a.CompareTo(b),
            _ => throw Problem(at, $"{TemplateValues.Named(left)} and {TemplateValues.Named(right)} have no order"),
        };
        return sign switch
        {
            "<" => order < 0,
            ">" => order > 0,
            "<=" => order <= 0,
            _ => order >= 0,
        };
    }

    private static string Shown(Expression expression) => expression switch
    {
        Expression.Name name => name.Text,
        Expression.Attribute attribute => $"{Shown(attribute.Of)}.{attribute.Key}",
        _ => "...",
    };

    private DataException Problem(Expression at, string what) => budget.Problem(at.Line, what);
}
