using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Tokenizers.Checkpoints;
using Pivot.Runner.Data.Tokenizers.Templates;

namespace Pivot.Runner.Data.Tokenizers.Prompts;

/// <summary>
/// <c>chat</c>: the tokenizer's own chat template. The answer is what the template writes more when the answer is given: with Qwen2.5's the text,
/// <c>&lt;|im_end|&gt;</c> and a line break; with Llama 3's the text and <c>&lt;|eot_id|&gt;</c>. All of it is scored.
/// </summary>
public sealed class ChatTemplatePrompts : WrittenPrompts
{
    private readonly ChatTemplate _template;

    /// <summary>The format of a tokenizer.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="template">Its template's text.</param>
    /// <exception cref="DataException">There is none, or it cannot be rendered.</exception>
    public ChatTemplatePrompts(CheckpointTokenizer tokenizer, string? template)
        : base(tokenizer)
    {
        if (template is null) throw new DataException($"{tokenizer.Folder}: tokenizer_config.json has no chat_template; write template: qwen_1_5 or plain");
        _template = new ChatTemplate($"{tokenizer.Folder}: chat_template", template, new Dictionary<string, string?>
        {
            ["bos_token"] = tokenizer.SpecialText("bos_token"), ["eos_token"] = tokenizer.SpecialText("eos_token"),
            ["pad_token"] = tokenizer.SpecialText("pad_token"), ["unk_token"] = tokenizer.SpecialText("unk_token"),
        });
        // What the template writes behind an answer ends one, whatever the tokenizer calls its end.
        var after = tokenizer.Encode(Write([new Turn("a", "b")], hasImage: false, isAnswered: true)[1]).Where(tokenizer.IsSpecial).Take(1);
        StopIds = [.. after.Concat(tokenizer.EndIds).Distinct()];
    }

    /// <inheritdoc/>
    public override string Name => "chat";

    /// <inheritdoc/>
    public override IReadOnlyList<int> StopIds { get; }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Write(IReadOnlyList<Turn> turns, bool hasImage, bool isAnswered)
    {
        var messages = new List<ChatMessage>();
        var parts = new List<string>();
        var written = "";
        for (var i = 0; i < turns.Count; i++)
        {
            messages.Add(new ChatMessage("user", i == 0 && hasImage ? WithImage(turns[i].Question) : turns[i].Question));
            Add(_template.Render(messages, addsGenerationPrompt: true));
            if (!isAnswered && i == turns.Count - 1) break;
            messages.Add(new ChatMessage("assistant", turns[i].Answer));
            Add(_template.Render(messages, addsGenerationPrompt: false));
        }
        return parts;

        void Add(string longer)
        {
            if (!longer.StartsWith(written, StringComparison.Ordinal))
                throw new DataException($"{_template.Where} writes earlier messages differently once later ones follow, so that it cannot be said which tokens are an answer's; use a named template (qwen_1_5, plain)");
            parts.Add(longer[written.Length..]);
            written = longer;
        }
    }
}
