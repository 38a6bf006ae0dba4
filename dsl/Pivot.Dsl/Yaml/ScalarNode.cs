using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Yaml;

/// <summary>A single value. What type it has is asked by who reads it; plain text can be a number or a truth value, quoted text is text.</summary>
internal sealed class ScalarNode(string value, bool isPlain, SourceSpan span, SourceText source) : Node(span, source)
{
    public string Value { get; } = value;

    /// <summary>Whether it was written without quotes and not as a block.</summary>
    public bool IsPlain { get; } = isPlain;

    public override string Describe() => IsNull ? "nothing" : IsPlain ? $"'{Short}'" : $"the text \"{Short}\"";

    private string Short => Value.Length <= 60 ? Value.TrimEnd().ReplaceLineEndings(" ") : Value[..57].ReplaceLineEndings(" ") + "...";
}
