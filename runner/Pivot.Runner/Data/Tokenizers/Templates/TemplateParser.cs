namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>Tokens to statements. A statement that chat templates do not use is refused by name.</summary>
internal sealed class TemplateParser
{
    private readonly TemplateTokens _tokens;
    private readonly ExpressionParser _expressions;
    private int _loops;

    private TemplateParser(TemplateTokens tokens) => (_tokens, _expressions) = (tokens, new ExpressionParser(tokens));

    /// <summary>A template's statements.</summary>
    /// <exception cref="DataException">It is no template, or uses what is not known here.</exception>
    public static IReadOnlyList<Statement> Read(string where, string source)
    {
        if (source.Length > TemplateLimits.Source) throw new DataException($"{where}: a template of {source.Length:#,0} characters; {TemplateLimits.Source:#,0} are read");
        var tokens = new TemplateTokens(where, TemplateLexer.Read(where, source));
        var (body, end) = new TemplateParser(tokens).Body();
        return end.Length == 0 ? body : throw tokens.Problem($"`{end}` without what it ends");
    }

    // Statements up to a block that begins with one of the words, which is taken, or to the template's end.
    private (List<Statement> Body, string End) Body(params string[] ends)
    {
        _tokens.Deeper();
        var body = new List<Statement>();
        while (true)
        {
            var token = _tokens.Take();
            switch (token.Kind)
            {
                case TemplateTokenKind.End:
                    if (ends.Length > 0) throw _tokens.Problem($"the template ends where `{ends[0]}` is expected");
                    _tokens.Higher();
                    return (body, "");
                case TemplateTokenKind.Data:
                    body.Add(new Statement.Data(token.Text, token.Line));
                    break;
                case TemplateTokenKind.OutputStart:
                    body.Add(new Statement.Output(_expressions.Read(), token.Line));
                    _tokens.Expect(TemplateTokenKind.OutputEnd);
                    break;
                default:
                    var word = _tokens.Name();
                    if (ends.Contains(word) || word.StartsWith("end", StringComparison.Ordinal) || word is "else" or "elif")
                    {
                        if (!ends.Contains(word)) throw _tokens.Problem($"`{word}` without what it ends", token.Line);
                        _tokens.Higher();
                        return (body, word);
                    }
                    body.Add(Block(word, token.Line));
                    break;
            }
        }
    }

    private Statement Block(string word, int line)
    {
        switch (word)
        {
            case "if":
                return If(line);
            case "for":
                return For(line);
            case "set":
                return Set(line);
            case "macro":
                return Macro(line);
            case "generation":
                EndBlock();
                return new Statement.Group(Rest("endgeneration"), line);
            case "break" or "continue":
                if (_loops == 0) throw _tokens.Problem($"`{word}` outside of a loop", line);
                EndBlock();
                return new Statement.Leave(word == "continue", line);
            default:
                throw _tokens.Problem($"the statement `{word}` is not known here", line);
        }
    }

    private Statement.If If(int line)
    {
        var branches = new List<(Expression, IReadOnlyList<Statement>)>();
        while (true)
        {
            var condition = _expressions.ReadTuple();
            EndBlock();
            var (body, end) = Body("endif", "elif", "else");
            branches.Add((condition, body));
            if (end == "elif") continue;
            EndBlock();
            return new Statement.If(branches, end == "else" ? Rest("endif") : [], line);
        }
    }

    private Statement.For For(int line)
    {
        var targets = Targets();
        _tokens.Expect("in");
        var items = _expressions.Or();
        var condition = _tokens.Skip("if") ? _expressions.Read() : null;
        if (_tokens.Now.Is("recursive")) throw _tokens.Problem("a recursive loop is not known here", line);
        EndBlock();
        _loops++;
        var (body, end) = Body("endfor", "else");
        _loops--;
        EndBlock();
        return new Statement.For(targets, items, condition, body, end == "else" ? Rest("endfor") : [], line);
    }

    private Statement Set(int line)
    {
        var targets = Targets();
        var attribute = targets.Count == 1 && _tokens.Skip(".") ? _tokens.Name() : null;
        if (_tokens.Skip("="))
        {
            var value = _expressions.ReadTuple();
            EndBlock();
            return new Statement.Set(targets, attribute, value, line);
        }
        if (targets.Count > 1 || attribute is not null || _tokens.Now.Is("|")) throw _tokens.Problem("this kind of `set` is not known here", line);
        EndBlock();
        return new Statement.SetBlock(targets[0], Rest("endset"), line);
    }

    private Statement.Macro Macro(int line)
    {
        var name = _tokens.Name();
        _tokens.Expect("(");
        var parameters = new List<(string, Expression?)>();
        while (!_tokens.Skip(")"))
        {
            if (parameters.Count > 0) _tokens.Expect(",");
            var parameter = _tokens.Name();
            parameters.Add((parameter, _tokens.Skip("=") ? _expressions.Read() : null));
        }
        EndBlock();
        var loops = _loops;
        _loops = 0;
        var body = Rest("endmacro");
        _loops = loops;
        return new Statement.Macro(name, parameters, body, line);
    }

    private List<string> Targets()
    {
        var bracketed = _tokens.Skip("(");
        var targets = new List<string> { _tokens.Name() };
        while (_tokens.Skip(",")) targets.Add(_tokens.Name());
        if (bracketed) _tokens.Expect(")");
        return targets;
    }

    private List<Statement> Rest(string end)
    {
        var (body, found) = Body(end);
        // Jinja lets the name stand behind the end of a macro.
        if (found == "endmacro" && _tokens.Now.Kind == TemplateTokenKind.Name) _tokens.Take();
        EndBlock();
        return body;
    }

    private void EndBlock() => _tokens.Expect(TemplateTokenKind.BlockEnd);
}
