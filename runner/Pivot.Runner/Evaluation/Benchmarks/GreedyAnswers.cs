using Pivot.Runner.Data.Tokenizers.Prompts;
using Pivot.Runner.Models;
using Pivot.Runner.Models.Language;
using TorchSharp;

namespace Pivot.Runner.Evaluation.Benchmarks;

/// <summary>Greedy answers to questions about images whose features are there already.</summary>
public static class GreedyAnswers
{
    /// <summary>Answers a batch of prompts.</summary>
    /// <param name="model">The model.</param>
    /// <param name="projected">Each question's image as the language model reads it, float [B, P, D].</param>
    /// <param name="prompts">Each question's tokens, up to the place where the answer begins, as a row of one turn.</param>
    /// <param name="stopIds">Tokens at which an answer ends, the usual one first.</param>
    /// <param name="maxNewTokens">Longest answer in tokens.</param>
    /// <param name="cancel">Asked before every step.</param>
    /// <returns>The answers' tokens, without the end mark.</returns>
    public static int[][] Generate(
        MultimodalModel model, torch.Tensor projected, IReadOnlyList<PromptRow> prompts, IReadOnlyList<int> stopIds, int maxNewTokens,
        CancellationToken cancel = default)
    {
        long patches = projected.shape[1];
        var width = patches + prompts.Max(Length);
        var ids = new long[prompts.Count * width];
        var mask = new bool[prompts.Count * width];
        for (var row = 0; row < prompts.Count; row++)
        {
            // Padded on the left, so that every prompt ends where the first new token goes.
            var at = (row + 1) * width - patches - Length(prompts[row]);
            mask.AsSpan((int)at, (int)((row + 1) * width - at)).Fill(true);
            foreach (var id in prompts[row].BeforeImage) ids[at++] = id;
            ids.AsSpan((int)at, (int)patches).Fill(model.ImageTokenId);
            at += patches;
            foreach (var id in prompts[row].Turns[0].Question) ids[at++] = id;
        }
        using var scope = torch.NewDisposeScope();
        var device = projected.device;
        var embedded = model.Embed(torch.tensor(ids, [prompts.Count, width], device: device), projected); // [B, T, D]
        var seen = torch.tensor(mask, [prompts.Count, width], device: device);
        var answers = GreedyDecoder.Decode(model.LanguageModel, embedded, seen, maxNewTokens, stopIds[0], cancel);
        return [.. answers.Select(answer => answer.TakeWhile(id => !stopIds.Contains(id)).ToArray())];
    }

    private static int Length(PromptRow prompt) => prompt.BeforeImage.Length + prompt.Turns[0].Question.Length;
}
