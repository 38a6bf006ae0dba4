using Pivot.Runner.Models;
using Pivot.Runner.Models.Language;
using TorchSharp;

namespace Pivot.Runner.Evaluation.Benchmarks;

/// <summary>Answers to prompts that hold the image tokens of images whose features are there already; greedy or drawn.</summary>
public static class ImageAnswers
{
    /// <summary>Answers a batch of prompts.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prompts">Each prompt's tokens, image tokens expanded, up to the place where the answer begins.</param>
    /// <param name="projected">The images as the language model reads them, in the order of the prompts: float [..., D]; null when no prompt has one.</param>
    /// <param name="settings">How the answers are chosen and where they end.</param>
    /// <param name="rows">Numbers of the prompts, to which their draws belong; null for their places in the batch.</param>
    /// <param name="cancel">Asked before every step.</param>
    /// <returns>The answers' tokens, without the stop token.</returns>
    /// <exception cref="ArgumentException">A prompt is empty, or there are more or fewer image tokens than vectors.</exception>
    public static int[][] Generate(
        MultimodalModel model, IReadOnlyList<int[]> prompts, torch.Tensor? projected, GenerationSettings settings, IReadOnlyList<long>? rows = null,
        CancellationToken cancel = default)
    {
        if (prompts.Count == 0) return [];
        var width = prompts.Max(prompt => prompt.Length);
        var ids = new long[prompts.Count * width];
        var mask = new bool[prompts.Count * width];
        ids.AsSpan().Fill(model.ImageTokenId == 0 ? 1 : 0); // a pad must not look like a place for an image
        for (var row = 0; row < prompts.Count; row++)
        {
            // Padded on the left, so that every prompt ends where the first new token goes.
            var at = (row + 1) * width - prompts[row].Length;
            for (var i = 0; i < prompts[row].Length; i++) ids[at + i] = prompts[row][i];
            mask.AsSpan(at, prompts[row].Length).Fill(true);
        }
        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var device = model.LanguageModel.Device;
        var embedded = model.Embed(torch.tensor(ids, [prompts.Count, width], device: device), projected); // [B, T, D]
        var seen = torch.tensor(mask, [prompts.Count, width], device: device);
        return TokenGenerator.Generate(model.LanguageModel, embedded, seen, settings, rows, cancel);
    }
}
