using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Tokenizers;
using Pivot.Runner.Data.Tokenizers.Prompts;

namespace Pivot.Runner.Data.Batches;

/// <summary>From samples to token trees, in the tokenizer's prompt format.</summary>
public static class TokenTrees
{
    /// <summary>A conversation whose turns follow each other: every turn sees those before it.</summary>
    /// <param name="sample">The conversation.</param>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="imageTokens">Tokens of this sample's image; 0: a conversation without one.</param>
    /// <exception cref="DataException">The format cannot hold the conversation.</exception>
    public static TokenTree Sequential(ConversationSample sample, Tokenizer tokenizer, int imageTokens)
    {
        var row = Row(sample.Id, tokenizer, sample.Turns, imageTokens);
        var tree = Start(row, tokenizer, imageTokens);
        var last = TokenTree.Root;
        foreach (var (turn, said) in row.Turns.Zip(sample.Turns)) last = Said(tree, last, turn, said.IsGiven);
        return tree;
    }

    /// <summary>
    /// A conversation whose turns see the image but not each other: right where one answer would give the next away, and many questions
    /// for the price of one image.
    /// </summary>
    /// <inheritdoc cref="Sequential"/>
    public static TokenTree Independent(ConversationSample sample, Tokenizer tokenizer, int imageTokens)
    {
        if (sample.Turns.Any(turn => turn.IsGiven)) throw new DataException($"row {sample.Id} follows on earlier turns; use turns: sequential");
        var rows = sample.Turns.Select(turn => Row(sample.Id, tokenizer, [turn], imageTokens)).ToList();
        var tree = Start(rows[0], tokenizer, imageTokens);
        foreach (var row in rows)
        {
            if (!row.BeforeImage.AsSpan().SequenceEqual(rows[0].BeforeImage))
                throw new DataException($"row {sample.Id}: the template {tokenizer.Prompts.Name} writes what stands before the image differently for each question; use turns: sequential");
            tree.AddAnswer(Asked(tree, TokenTree.Root, row.Turns[0]), row.Turns[0].Answer);
        }
        return tree;
    }

    /// <summary>A preference pair: one prompt, and under it the chosen answer (number 0) and the rejected one (number 1).</summary>
    /// <inheritdoc cref="Sequential"/>
    public static TokenTree Pair(PreferenceSample sample, Tokenizer tokenizer, int imageTokens)
    {
        var chosen = Row(sample.Id, tokenizer, [.. sample.Before, new Turn(sample.Question, sample.Chosen)], imageTokens);
        var rejected = Row(sample.Id, tokenizer, [.. sample.Before, new Turn(sample.Question, sample.Rejected)], imageTokens);
        var tree = Start(chosen, tokenizer, imageTokens);
        var last = TokenTree.Root;
        foreach (var turn in chosen.Turns.SkipLast(1)) last = Said(tree, last, turn, isGiven: true);
        var question = Asked(tree, last, chosen.Turns[^1]);
        tree.AddAnswer(question, chosen.Turns[^1].Answer);
        tree.AddAnswer(question, rejected.Turns[^1].Answer);
        return tree;
    }

    private static PromptRow Row(string id, Tokenizer tokenizer, IReadOnlyList<Turn> turns, int imageTokens)
    {
        try
        {
            return tokenizer.Prompts.Conversation(turns, imageTokens > 0);
        }
        catch (DataException problem)
        {
            throw new DataException($"row {id}: {problem.Message}", problem);
        }
    }

    private static TokenTree Start(PromptRow row, Tokenizer tokenizer, int imageTokens) => new(row.BeforeImage, imageTokens, tokenizer.ImageId);

    private static int Said(TokenTree tree, int parent, PromptTurn turn, bool isGiven)
    {
        var question = Asked(tree, parent, turn);
        return isGiven ? tree.AddPrompt(question, turn.Answer) : tree.AddAnswer(question, turn.Answer);
    }

    // A format without questions has its answers right behind the image.
    private static int Asked(TokenTree tree, int parent, PromptTurn turn) => turn.Question.Length == 0 ? parent : tree.AddPrompt(parent, turn.Question);
}
