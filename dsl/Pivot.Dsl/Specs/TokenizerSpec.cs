namespace Pivot.Dsl.Specs;

/// <summary>How text becomes tokens.</summary>
public sealed record TokenizerSpec
{
    /// <summary><c>word</c>: the words and marks of the training text, or <c>byte</c>: 256 bytes.</summary>
    public string Kind { get; init; } = "word";

    /// <summary>
    /// <c>source.view</c> names whose text the word tokenizer is built from; empty: those that the experiment's training stages read, in
    /// the order of the file.
    /// </summary>
    public IReadOnlyList<string> Data { get; init; } = [];

    /// <summary>Most words kept by the word tokenizer, the most frequent first; the rest are unknown.</summary>
    public int MaxWords { get; init; } = 8192;
}
