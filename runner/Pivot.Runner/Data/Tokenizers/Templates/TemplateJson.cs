using System.Globalization;
using System.Text;

namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>The filter <c>tojson</c> as transformers has it: Python's <c>json.dumps(value, ensure_ascii=False, indent=...)</c>.</summary>
internal sealed class TemplateJson(TemplateBudget budget, int line, int? indent)
{
    private readonly StringBuilder _into = new();

    public string Write(object? value)
    {
        Write(value, 0);
        return _into.ToString();
    }

    private void Write(object? value, int depth)
    {
        budget.Step(line);
        budget.Text(line, _into.Length);
        if (depth > TemplateLimits.Depth) throw budget.Problem(line, $"tojson: more than {TemplateLimits.Depth} values within each other");
        switch (value)
        {
            case null:
                _into.Append("null");
                break;
            case bool flag:
                _into.Append(flag ? "true" : "false");
                break;
            case long number:
                _into.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                _into.Append(TemplateValues.Real(number));
                break;
            case string text:
                Quoted(text);
                break;
            case List<object?> list:
                Items('[', ']', list, item => Write(item, depth + 1), depth);
                break;
            case TemplateMap { IsNamespace: false } map:
                Items('{', '}', [.. map.Values], item =>
                {
                    Quoted(item.Key);
                    _into.Append(": ");
                    Write(item.Value, depth + 1);
                }, depth);
                break;
            default:
                throw budget.Problem(line, $"tojson: {TemplateValues.Named(value)} cannot be written as JSON");
        }
    }

    private void Items<T>(char open, char close, IReadOnlyList<T> items, Action<T> write, int depth)
    {
        _into.Append(open);
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0) _into.Append(indent is null ? ", " : ",");
            NewLine(depth + 1);
            write(items[i]);
        }
        if (items.Count > 0) NewLine(depth);
        _into.Append(close);
    }

    private void NewLine(int depth)
    {
        if (indent is { } width) _into.Append('\n').Append(' ', width * depth);
    }

    private void Quoted(string text)
    {
        _into.Append('"');
        foreach (var c in text)
        {
            _into.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => c.ToString(),
            });
        }
        _into.Append('"');
    }
}
