using Pivot.Runner.Data.Tokenizers.Prompts;
using Pivot.Runner.Models;
using Pivot.Runner.Models.Language;
using TorchSharp;

namespace Pivot.Runner.Evaluation.Benchmarks;

/// <summary>Greedy answers to questions about images whose features are there already, each image before its question.</summary>
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
        var image = Enumerable.Repeat(model.ImageTokenId, (int)projected.shape[1]).ToArray();
        var settings = new GenerationSettings { MaxNewTokens = maxNewTokens, StopTokens = [.. stopIds] };
        var rows = prompts.Select(prompt => (int[])[.. prompt.BeforeImage, .. image, .. prompt.Turns[0].Question]).ToList();
        return ImageAnswers.Generate(model, rows, projected, settings, cancel: cancel);
    }
}
