namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>A piece of a template's text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text: of a string its value, of a number its digits.</param>
/// <param name="Line">Its line, from 1.</param>
internal readonly record struct TemplateToken(TemplateTokenKind Kind, string Text, int Line)
{
    public bool Is(string text) => Kind is TemplateTokenKind.Operator or TemplateTokenKind.Name && Text == text;
}
