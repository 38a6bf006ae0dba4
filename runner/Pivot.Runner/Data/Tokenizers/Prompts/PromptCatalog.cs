using Pivot.Runner.Data.Tokenizers.Checkpoints;

namespace Pivot.Runner.Data.Tokenizers.Prompts;

/// <summary>The ways to write a conversation for a checkpoint's tokenizer, from a spec's name to the format.</summary>
internal static class PromptCatalog
{
    private static readonly Dictionary<string, Func<CheckpointTokenizer, string?, PromptFormat>> Formats = new(StringComparer.Ordinal)
    {
        ["qwen_1_5"] = (tokenizer, _) => new ChatMlPrompts(tokenizer),
        ["plain"] = (tokenizer, _) => new PlainPrompts(tokenizer),
        ["chat"] = (tokenizer, template) => new ChatTemplatePrompts(tokenizer, template),
    };

    /// <summary>The format of a name.</summary>
    /// <exception cref="DataException">There is no such format, or it does not fit the tokenizer.</exception>
    public static PromptFormat Of(CheckpointTokenizer tokenizer, string name, string? chatTemplate) => Formats.TryGetValue(name, out var make)
        ? make(tokenizer, chatTemplate)
        : throw new DataException(
            $"{tokenizer.Folder}: the template {name} does not go with a checkpoint's tokenizer (pivot belongs to word and byte tokenizers); write template: {string.Join(", ", Formats.Keys)}");
}
