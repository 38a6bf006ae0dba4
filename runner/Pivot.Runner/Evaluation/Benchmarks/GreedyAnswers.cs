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
    /// <param name="projected">Each question's image as the language model reads it: B times float [Q, D], Q its image tokens.</param>
    /// <param name="prompts">Each question's tokens, up to the place where the answer begins, as a row of one turn.</param>
    /// <param name="stopIds">Tokens at which an answer ends, the usual one first.</param>
    /// <param name="maxNewTokens">Longest answer in tokens.</param>
    /// <param name="cancel">Asked before every step.</param>
    /// <returns>The answers' tokens, without the end mark.</returns>
    public static int[][] Generate(
        MultimodalModel model, IReadOnlyList<torch.Tensor> projected, IReadOnlyList<PromptRow> prompts, IReadOnlyList<int> stopIds, int maxNewTokens,
        CancellationToken cancel = default)
    {
        var settings = new GenerationSettings { MaxNewTokens = maxNewTokens, StopTokens = [.. stopIds] };
        var rows = prompts.Select((prompt, row) => (int[])
            [.. prompt.BeforeImage, .. Enumerable.Repeat(model.ImageTokenId, (int)projected[row].shape[0]), .. prompt.Turns[0].Question]).ToList();
        using var images = torch.cat([.. projected], 0); // [N, D]
        return ImageAnswers.Generate(model, rows, images, settings, cancel: cancel);
    }
}
