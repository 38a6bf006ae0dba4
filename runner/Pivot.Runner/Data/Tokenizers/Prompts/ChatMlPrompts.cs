using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Tokenizers.Checkpoints;

namespace Pivot.Runner.Data.Tokenizers.Prompts;

/// <summary>
/// <c>qwen_1_5</c>, LLaVA-NeXT's format for Qwen: ChatML with the system text "You are a helpful assistant.", the image at the front of the first question.
/// Scored are the answer, <c>&lt;|im_end|&gt;</c> and the line break behind it.
/// </summary>
public sealed class ChatMlPrompts : WrittenPrompts
{
    private const string Start = "<|im_start|>", End = "<|im_end|>", System = "You are a helpful assistant.";

    /// <summary>The format of a tokenizer.</summary>
    /// <exception cref="DataException">The tokenizer has no ChatML tokens.</exception>
    public ChatMlPrompts(CheckpointTokenizer tokenizer)
        : base(tokenizer)
    {
        foreach (var token in new[] { Start, End })
            if (tokenizer.Encode(token).Length != 1) throw new DataException($"{tokenizer.Folder}: the tokenizer has no {token}, which the template qwen_1_5 is written with; write template: chat or plain");
        StopIds = [.. new[] { tokenizer.Id(End)!.Value }.Concat(tokenizer.EndIds).Distinct()];
    }

    /// <inheritdoc/>
    public override string Name => "qwen_1_5";

    /// <inheritdoc/>
    public override IReadOnlyList<int> StopIds { get; }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Write(IReadOnlyList<Turn> turns, bool hasImage, bool isAnswered)
    {
        var parts = new List<string>();
        for (var i = 0; i < turns.Count; i++)
        {
            var opening = i == 0 ? $"{Start}system\n{System}{End}\n" : "";
            var question = i == 0 && hasImage ? WithImage(turns[i].Question) : turns[i].Question;
            parts.Add($"{opening}{Start}user\n{question}{End}\n{Start}assistant\n");
            if (isAnswered || i < turns.Count - 1) parts.Add($"{turns[i].Answer}{End}\n");
        }
        return parts;
    }
}
