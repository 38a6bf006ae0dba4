using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Tokenizers.Prompts;

/// <summary>
/// For word and byte tokenizers. <c>pivot</c>: <c>image user question assistant</c>, then <c>answer end</c>; <c>plain</c>: <c>image answer end</c>, one answer a
/// row. The answer and its end are scored.
/// </summary>
/// <param name="tokenizer">The tokenizer.</param>
/// <param name="asks">Whether questions are written.</param>
public sealed class PivotPrompts(Tokenizer tokenizer, bool asks = true) : PromptFormat
{
    /// <inheritdoc/>
    public override string Name => asks ? "pivot" : "plain";

    /// <inheritdoc/>
    public override IReadOnlyList<int> StopIds => [PivotTokens.End];

    /// <inheritdoc/>
    public override PromptRow Conversation(IReadOnlyList<Turn> turns, bool hasImage = true)
    {
        if (!asks) PlainPrompts.Check(turns, hasImage);
        return new PromptRow([], [.. turns.Select(Of)]);
    }

    private PromptTurn Of(Turn turn) => new(
        asks ? [PivotTokens.User, .. tokenizer.Encode(turn.Question), PivotTokens.Assistant] : [],
        [.. tokenizer.Encode(turn.Answer), PivotTokens.End]);
}
