using System.Text;

namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>Carries out statements. A template reads the values it is given and nothing else: no files, no clock, no reflection.</summary>
internal sealed class TemplateInterpreter
{
    private readonly TemplateBudget _budget;
    private readonly ExpressionEvaluator _expressions;
    private StringBuilder _output = new();

    private TemplateInterpreter(TemplateBudget budget) => (_budget, _expressions) = (budget, new ExpressionEvaluator(budget));

    /// <summary>The text a template writes.</summary>
    /// <exception cref="DataException">The template goes wrong, refuses the conversation, or uses too much.</exception>
    public static string Render(string where, IReadOnlyList<Statement> statements, IEnumerable<KeyValuePair<string, object?>> names)
    {
        var interpreter = new TemplateInterpreter(new TemplateBudget(where));
        var scope = new TemplateScope(null);
        foreach (var (name, function) in TemplateGlobals.All) scope.Set(name, function);
        foreach (var (name, value) in names) scope.Set(name, value);
        interpreter.Run(statements, scope);
        return interpreter._output.ToString();
    }

    private TemplateFlow Run(IReadOnlyList<Statement> statements, TemplateScope scope)
    {
        foreach (var statement in statements)
            if (Run(statement, scope) is var flow && flow != TemplateFlow.On) return flow;
        return TemplateFlow.On;
    }

    private TemplateFlow Run(Statement statement, TemplateScope scope)
    {
        _budget.Step(statement.Line);
        switch (statement)
        {
            case Statement.Data data:
                Write(data.Text, data.Line);
                break;
            case Statement.Output output:
                Write(TemplateValues.Text(_expressions.Value(output.Value, scope), _budget, output.Line), output.Line);
                break;
            case Statement.If choice:
                foreach (var (condition, body) in choice.Branches)
                    if (TemplateValues.IsTrue(_expressions.Value(condition, scope))) return Run(body, scope);
                return Run(choice.Else, scope);
            case Statement.For loop:
                return Run(loop, scope);
            case Statement.Set set:
                Set(set, scope);
                break;
            case Statement.SetBlock block:
                scope.Set(block.Target, Captured(block.Body, new TemplateScope(scope)));
                break;
            case Statement.Macro macro:
                scope.Set(macro.Name, Callable(macro, scope));
                break;
            case Statement.Group group:
                return Run(group.Body, scope);
            case Statement.Leave leave:
                return leave.Continues ? TemplateFlow.Continue : TemplateFlow.Break;
            default:
                throw _budget.Problem(statement.Line, $"{statement.GetType().Name} is not known here");
        }
        return TemplateFlow.On;
    }

    private TemplateFlow Run(Statement.For loop, TemplateScope scope)
    {
        var items = TemplateValues.Items(_expressions.Value(loop.Items, scope), _budget, loop.Line);
        if (loop.Condition is { } condition)
        {
            items = items.FindAll(item =>
            {
                var tried = new TemplateScope(scope);
                Assign(loop.Targets, item, tried, loop.Line);
                return TemplateValues.IsTrue(_expressions.Value(condition, tried));
            });
        }
        if (items.Count == 0) return Run(loop.Else, new TemplateScope(scope));
        for (var i = 0; i < items.Count; i++)
        {
            var inner = new TemplateScope(scope);
            inner.Set("loop", TemplateGlobals.Loop(items, i));
            Assign(loop.Targets, items[i], inner, loop.Line);
            if (Run(loop.Body, inner) == TemplateFlow.Break) break;
        }
        return TemplateFlow.On;
    }

    private void Set(Statement.Set set, TemplateScope scope)
    {
        var value = _expressions.Value(set.Value, scope);
        if (set.Attribute is null) Assign(set.Targets, value, scope, set.Line);
        else if (scope.Find(set.Targets[0]) is TemplateMap { IsNamespace: true } names) names[set.Attribute] = value;
        else throw _budget.Problem(set.Line, $"`{set.Targets[0]}` is no namespace, so that `{set.Attribute}` cannot be set");
    }

    private void Assign(IReadOnlyList<string> targets, object? value, TemplateScope scope, int line)
    {
        if (targets.Count == 1)
        {
            scope.Set(targets[0], value);
            return;
        }
        var items = TemplateValues.Items(value, _budget, line);
        if (items.Count != targets.Count) throw _budget.Problem(line, $"{items.Count} values for {targets.Count} names");
        for (var i = 0; i < targets.Count; i++) scope.Set(targets[i], items[i]);
    }

    private TemplateFunction Callable(Statement.Macro macro, TemplateScope scope) => arguments =>
    {
        arguments.Only(macro.Parameters.Count, [.. macro.Parameters.Select(p => p.Name)]);
        var inner = new TemplateScope(scope);
        for (var i = 0; i < macro.Parameters.Count; i++)
        {
            var (name, otherwise) = macro.Parameters[i];
            inner.Set(name, arguments.Has(i, name) ? arguments.Get(i, name, null) : otherwise is null ? new TemplateUndefined(name) : _expressions.Value(otherwise, inner));
        }
        _budget.Deeper(macro.Line);
        var text = Captured(macro.Body, inner);
        _budget.Higher();
        return text;
    };

    private string Captured(IReadOnlyList<Statement> body, TemplateScope scope)
    {
        var outer = _output;
        _output = new StringBuilder();
        Run(body, scope);
        var text = _output.ToString();
        _output = outer;
        return text;
    }

    private void Write(string text, int line)
    {
        if ((long)_output.Length + text.Length > TemplateLimits.Text) throw _budget.Problem(line, $"the template writes more than {TemplateLimits.Text:#,0} characters");
        _output.Append(text);
    }
}
