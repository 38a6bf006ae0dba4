namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>Something a template can call.</summary>
/// <param name="arguments">What it is called with.</param>
internal delegate object? TemplateFunction(TemplateArguments arguments);
