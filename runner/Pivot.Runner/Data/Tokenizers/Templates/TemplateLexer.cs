using System.Globalization;
using System.Text;

namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>
/// A template's text in tokens, white space handled as transformers has Jinja handle it: <c>trim_blocks</c> (the line break behind a block goes),
/// <c>lstrip_blocks</c> (spaces before a block at the beginning of its line go), one line break at the template's end goes.
/// </summary>
internal sealed class TemplateLexer
{
    private static readonly string[] Operators = ["**", "//", "==", "!=", "<=", ">=", "+", "-", "*", "/", "%", "~", "<", ">", "=", "(", ")", "[", "]", "{", "}", ",", ":", ".", "|"];
    private readonly string _where;
    private readonly string _source;
    private readonly List<TemplateToken> _tokens = [];
    private int _at;
    private int _line = 1;

    private TemplateLexer(string where, string source) => (_where, _source) = (where, source);

    /// <summary>The tokens, ended by <see cref="TemplateTokenKind.End"/>.</summary>
    /// <exception cref="DataException">The text is no template.</exception>
    public static List<TemplateToken> Read(string where, string source)
    {
        source = source.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        if (source.EndsWith('\n')) source = source[..^1];
        var lexer = new TemplateLexer(where, source);
        lexer.ReadAll();
        return lexer._tokens;
    }

    private void ReadAll()
    {
        var (stripsLeft, trims) = (false, false);
        while (_at < _source.Length)
        {
            var open = NextTag(_at);
            var data = _source[_at..open];
            Add(TemplateTokenKind.Data, Trimmed(data, stripsLeft, trims, open));
            Advance(open);
            if (open == _source.Length) break;
            var kind = _source[open + 1];
            var sign = open + 2 < _source.Length ? _source[open + 2] : ' ';
            Advance(open + 2 + (sign is '-' || (sign is '+' && kind != '{') ? 1 : 0));
            (stripsLeft, trims) = kind switch
            {
                '#' => Comment(),
                '{' => (Tag(TemplateTokenKind.OutputStart, TemplateTokenKind.OutputEnd, '}').StripsRight, false),
                _ => Block(),
            };
        }
        Add(TemplateTokenKind.End, "");
    }

    private (bool, bool) Block()
    {
        var first = _tokens.Count + 1;
        var (strips, trims) = Tag(TemplateTokenKind.BlockStart, TemplateTokenKind.BlockEnd, '%');
        if (_tokens.Count != first + 2 || !_tokens[first].Is("raw")) return (strips, trims);
        _tokens.RemoveRange(first - 1, 3);
        return Raw(strips, trims);
    }

    private (bool, bool) Raw(bool strips, bool trims)
    {
        for (var open = _source.IndexOf("{%", _at, StringComparison.Ordinal); open >= 0; open = _source.IndexOf("{%", open + 2, StringComparison.Ordinal))
        {
            var close = _source.IndexOf("%}", open + 2, StringComparison.Ordinal);
            if (close < 0) break;
            var inside = _source[(open + 2)..close];
            if (inside.Trim(' ', '\n', '\t', '-', '+') != "endraw") continue;
            Add(TemplateTokenKind.Data, Trimmed(_source[_at..open], strips, trims, open));
            Advance(close + 2);
            return (inside.EndsWith('-'), !inside.EndsWith('+'));
        }
        throw Problem("`raw` without `endraw`");
    }

    // Text before a tag: what the tag before it takes away at its beginning, and this one at its end.
    private string Trimmed(string data, bool stripsLeft, bool trims, int open)
    {
        if (stripsLeft) data = data.TrimStart();
        else if (trims && data.StartsWith('\n')) data = data[1..];
        if (open == _source.Length) return data;
        var sign = open + 2 < _source.Length ? _source[open + 2] : ' ';
        if (sign == '-') return data.TrimEnd();
        if (sign == '+' || _source[open + 1] == '{') return data;
        var line = data.Length;
        while (line > 0 && data[line - 1] is ' ' or '\t') line--;
        // At the beginning of its line: behind a line break, or with nothing but this text before it in the template.
        var starts = line > 0 ? data[line - 1] == '\n' : _source.AsSpan(0, open - data.Length + line) is var before && (before.Length == 0 || before[^1] == '\n');
        return starts ? data[..line] : data;
    }

    private (bool StripsRight, bool Trims) Comment()
    {
        var end = _source.IndexOf("#}", _at, StringComparison.Ordinal);
        if (end < 0) throw Problem("a comment without `#}`");
        var sign = end > _at ? _source[end - 1] : ' ';
        Advance(end + 2);
        return (sign == '-', sign != '+');
    }

    private (bool StripsRight, bool Trims) Tag(TemplateTokenKind start, TemplateTokenKind end, char closing)
    {
        Add(start, "");
        var brackets = 0;
        while (true)
        {
            while (_at < _source.Length && char.IsWhiteSpace(_source[_at])) Advance(_at + 1);
            if (_at >= _source.Length) throw Problem($"a tag without `{closing}}}`");
            if (brackets == 0)
            {
                var sign = _source[_at] is '-' or '+' && At(1) == closing && At(2) == '}' ? _source[_at] : ' ';
                var skip = sign == ' ' ? 0 : 1;
                if (At(skip) == closing && At(skip + 1) == '}' && !(sign == '+' && closing == '}'))
                {
                    Add(end, "");
                    Advance(_at + skip + 2);
                    return (sign == '-', sign != '+');
                }
            }
            brackets += One();
        }
    }

    private char At(int offset) => _at + offset < _source.Length ? _source[_at + offset] : '\0';

    // Reads one token of an expression and says how it changes the depth of brackets.
    private int One()
    {
        var c = _source[_at];
        if (c is '\'' or '"')
        {
            Text(c);
            return 0;
        }
        var end = _at;
        if (char.IsAsciiDigit(c))
        {
            while (end < _source.Length && (char.IsAsciiDigit(_source[end]) || _source[end] == '_')) end++;
            var kind = TemplateTokenKind.Whole;
            if (end + 1 < _source.Length && _source[end] == '.' && char.IsAsciiDigit(_source[end + 1]))
            {
                kind = TemplateTokenKind.Real;
                end++;
                while (end < _source.Length && char.IsAsciiDigit(_source[end])) end++;
            }
            Add(kind, _source[_at..end].Replace("_", "", StringComparison.Ordinal));
            Advance(end);
            return 0;
        }
        if (char.IsLetter(c) || c == '_')
        {
            while (end < _source.Length && (char.IsLetterOrDigit(_source[end]) || _source[end] == '_')) end++;
            Add(TemplateTokenKind.Name, _source[_at..end]);
            Advance(end);
            return 0;
        }
        var found = Operators.FirstOrDefault(o => string.CompareOrdinal(_source, _at, o, 0, o.Length) == 0) ?? throw Problem($"`{c}` is not known here");
        Add(TemplateTokenKind.Operator, found);
        Advance(_at + found.Length);
        return found is "(" or "[" or "{" ? 1 : found is ")" or "]" or "}" ? -1 : 0;
    }

    private void Text(char quote)
    {
        var text = new StringBuilder();
        var i = _at + 1;
        for (; i < _source.Length && _source[i] != quote; i++)
        {
            if (_source[i] != '\\')
            {
                text.Append(_source[i]);
                continue;
            }
            if (++i == _source.Length) break;
            i += Escaped(i, text);
        }
        if (i >= _source.Length) throw Problem("a text without its closing quote");
        Add(TemplateTokenKind.Text, text.ToString());
        Advance(i + 1);
    }

    // Python's escapes; says how many characters more it took.
    private int Escaped(int at, StringBuilder into)
    {
        var digits = _source[at] switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0)
        {
            if (at + digits >= _source.Length || !int.TryParse(_source.AsSpan(at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || !Rune.IsValid(code))
                throw Problem("an escape that is no character");
            into.Append(new Rune(code).ToString());
            return digits;
        }
        var octal = 0;
        while (octal < 3 && at + octal < _source.Length && _source[at + octal] is >= '0' and <= '7') octal++;
        if (octal > 0)
        {
            into.Append((char)Convert.ToInt32(_source.Substring(at, octal), 8));
            return octal - 1;
        }
        into.Append(_source[at] switch
        {
            'n' => "\n", 't' => "\t", 'r' => "\r", 'a' => "\a", 'b' => "\b", 'f' => "\f", 'v' => "\v", '\\' => "\\", '\'' => "'", '"' => "\"", '\n' => "",
            var other => "\\" + other,
        });
        return 0;
    }

    private int NextTag(int from)
    {
        for (var at = _source.IndexOf('{', from); at >= 0 && at + 1 < _source.Length; at = _source.IndexOf('{', at + 1))
            if (_source[at + 1] is '{' or '%' or '#') return at;
        return _source.Length;
    }

    private void Add(TemplateTokenKind kind, string text)
    {
        if (kind != TemplateTokenKind.Data || text.Length > 0) _tokens.Add(new TemplateToken(kind, text, _line));
    }

    private void Advance(int to)
    {
        for (; _at < to; _at++) if (_source[_at] == '\n') _line++;
    }

    private DataException Problem(string what) => new($"{_where}:{_line}: {what}; if the template needs it, use a named one (template: qwen_1_5 or plain)");
}
