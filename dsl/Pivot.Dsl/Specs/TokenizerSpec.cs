namespace Pivot.Dsl.Specs;

/// <summary>How text becomes tokens.</summary>
public sealed record TokenizerSpec
{
    /// <summary>
    /// <c>word</c>: the words and marks of the training text; <c>byte</c>: 256 bytes; <c>checkpoint</c>: the tokenizer files of <see cref="Path"/>, which is the
    /// default with a language model out of a checkpoint.
    /// </summary>
    public string Kind { get; init; } = "word";

    /// <summary>Folder of the tokenizer's files, absolute, of kind <c>checkpoint</c>; null for the other kinds.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// How a conversation is written: <c>pivot</c> (marks before questions and answers), <c>qwen_1_5</c> (ChatML), <c>plain</c> (answers alone) or <c>chat</c>
    /// (the chat_template of the checkpoint's tokenizer_config.json, the default where there is one).
    /// </summary>
    public string Template { get; init; } = "pivot";

    /// <summary>
    /// <c>source.view</c> names whose text the word tokenizer is built from; empty: those that the experiment's training stages read, in
    /// the order of the file.
    /// </summary>
    public IReadOnlyList<string> Data { get; init; } = [];

    /// <summary>Most words kept by the word tokenizer, the most frequent first; the rest are unknown.</summary>
    public int MaxWords { get; init; } = 8192;
}
