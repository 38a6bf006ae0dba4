namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>The value of a name that nothing has: false, empty, printed as nothing; anything else done with it is an error that names it.</summary>
internal sealed record TemplateUndefined(string Name);
