using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Tokenizers;

namespace Pivot.Runner.Data.Batches;

/// <summary>From samples to token trees.</summary>
public static class TokenTrees
{
    /// <summary>A conversation whose turns follow each other: every turn sees those before it.</summary>
    public static TokenTree Sequential(ConversationSample sample, Tokenizer tokenizer, int imageTokens)
    {
        var tree = new TokenTree(imageTokens);
        var last = TokenTree.Root;
        foreach (var turn in sample.Turns)
        {
            var question = tree.AddPrompt(last, PromptFormat.Question(tokenizer, turn.Question));
            last = tree.AddAnswer(question, PromptFormat.Answer(tokenizer, turn.Answer));
        }
        return tree;
    }

    /// <summary>
    /// A conversation whose turns see the image but not each other: right where one answer would give the next away, and many questions
    /// for the price of one image.
    /// </summary>
    public static TokenTree Independent(ConversationSample sample, Tokenizer tokenizer, int imageTokens)
    {
        var tree = new TokenTree(imageTokens);
        foreach (var turn in sample.Turns)
        {
            var question = tree.AddPrompt(TokenTree.Root, PromptFormat.Question(tokenizer, turn.Question));
            tree.AddAnswer(question, PromptFormat.Answer(tokenizer, turn.Answer));
        }
        return tree;
    }

    /// <summary>A preference pair: one prompt, and under it the chosen answer (number 0) and the rejected one (number 1).</summary>
    public static TokenTree Pair(PreferenceSample sample, Tokenizer tokenizer, int imageTokens)
    {
        var tree = new TokenTree(imageTokens);
        var question = tree.AddPrompt(TokenTree.Root, PromptFormat.Question(tokenizer, sample.Question));
        tree.AddAnswer(question, PromptFormat.Answer(tokenizer, sample.Chosen));
        tree.AddAnswer(question, PromptFormat.Answer(tokenizer, sample.Rejected));
        return tree;
    }
}
