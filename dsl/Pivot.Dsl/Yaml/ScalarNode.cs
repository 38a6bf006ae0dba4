using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Yaml;

/// <summary>A single value. What type it has is asked by who reads it; plain text can be a number or a truth value, quoted text is text.</summary>
/// <param name="value">The value, without quotes.</param>
/// <param name="isPlain">Whether it was written without quotes and not as a block.</param>
/// <param name="span">The text it was written as.</param>
/// <param name="source">The text that span points into.</param>
/// <param name="isFinal">Whether a <c>${</c> in the value is only text, because what it named has been put in.</param>
internal sealed class ScalarNode(string value, bool isPlain, SourceSpan span, SourceText source, bool isFinal = false) : Node(span, source)
{
    public string Value { get; } = value;

    /// <summary>Whether it was written without quotes and not as a block.</summary>
    public bool IsPlain { get; } = isPlain;

    public override bool HasReferences { get; } = !isFinal && value.Contains("${", StringComparison.Ordinal);

    public override long Weight => Value.Length + 1;

    public override string Describe() => IsNull ? "nothing" : IsPlain ? $"'{Short}'" : $"the text \"{Short}\"";

    private string Short => Value.Length <= 60 ? Value.TrimEnd().ReplaceLineEndings(" ") : Value[..57].ReplaceLineEndings(" ") + "...";
}
