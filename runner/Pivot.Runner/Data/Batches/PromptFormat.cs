using Pivot.Runner.Data.Tokenizers;

namespace Pivot.Runner.Data.Batches;

/// <summary>How a question and an answer become tokens: <c>user question assistant</c>, then <c>answer end</c>.</summary>
public static class PromptFormat
{
    /// <summary>A question with the marks around it; the next token is the answer's first.</summary>
    public static int[] Question(Tokenizer tokenizer, string question) =>
        [Tokenizer.User, .. tokenizer.Encode(question), Tokenizer.Assistant];

    /// <summary>An answer with its end mark.</summary>
    public static int[] Answer(Tokenizer tokenizer, string answer) => [.. tokenizer.Encode(answer), Tokenizer.End];
}
