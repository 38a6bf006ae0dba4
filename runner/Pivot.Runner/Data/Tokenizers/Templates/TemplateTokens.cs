namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>Goes through a template's tokens, for the two parsers.</summary>
internal sealed class TemplateTokens(string where, IReadOnlyList<TemplateToken> tokens)
{
    private int _at;
    private int _depth;

    public TemplateToken Now => tokens[_at];

    public TemplateToken Ahead => tokens[Math.Min(_at + 1, tokens.Count - 1)];

    public TemplateToken Take() => tokens[_at < tokens.Count - 1 ? _at++ : _at];

    public bool Skip(string text)
    {
        if (!Now.Is(text)) return false;
        Take();
        return true;
    }

    public void Expect(string text)
    {
        if (!Skip(text)) throw Problem($"expected `{text}`, found {Shown(Now)}");
    }

    public void Expect(TemplateTokenKind kind)
    {
        if (Now.Kind != kind) throw Problem($"{Shown(Now)} is more than is known here");
        Take();
    }

    public string Name() => Now.Kind == TemplateTokenKind.Name ? Take().Text : throw Problem($"expected a name, found {Shown(Now)}");

    public void Deeper()
    {
        if (++_depth > TemplateLimits.Depth) throw Problem($"more than {TemplateLimits.Depth} expressions or blocks within each other");
    }

    public void Higher() => _depth--;

    public DataException Problem(string what, int? line = null) => new($"{where}:{line ?? Now.Line}: {what}; if the template needs it, use a named one (template: qwen_1_5 or plain)");

    public static string Shown(TemplateToken token) => token.Kind switch
    {
        TemplateTokenKind.End => "the end of the template",
        TemplateTokenKind.BlockEnd => "the end of the block",
        TemplateTokenKind.OutputEnd => "the end of the output",
        TemplateTokenKind.Text => "a text",
        _ => $"`{token.Text}`",
    };
}
