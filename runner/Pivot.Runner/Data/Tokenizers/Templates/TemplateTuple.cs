namespace Pivot.Runner.Data.Tokenizers.Templates;

/// <summary>A list written with round brackets, which prints so and equals no other list.</summary>
internal sealed class TemplateTuple(IEnumerable<object?> items) : List<object?>(items);
