using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Tokenizers.Prompts;

/// <summary><c>pivot</c>, for word and byte tokenizers: <c>image user question assistant</c>, then <c>answer end</c>.</summary>
public sealed class PivotPrompts(Tokenizer tokenizer) : PromptFormat
{
    /// <inheritdoc/>
    public override string Name => "pivot";

    /// <inheritdoc/>
    public override IReadOnlyList<int> StopIds => [PivotTokens.End];

    /// <inheritdoc/>
    public override PromptRow Conversation(IReadOnlyList<Turn> turns, bool hasImage = true) => new([], [.. turns.Select(Of)]);

    private PromptTurn Of(Turn turn) => new(
        [PivotTokens.User, .. tokenizer.Encode(turn.Question), PivotTokens.Assistant],
        [.. tokenizer.Encode(turn.Answer), PivotTokens.End]);
}
