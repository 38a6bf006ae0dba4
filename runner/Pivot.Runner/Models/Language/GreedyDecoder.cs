using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Language;

/// <summary>Greedy generation: always the most probable next token. One pass over the prompts, then one token a step from a key-value cache.</summary>
/// <remarks>Shapes: B rows, T tokens of the longest prompt, D width, n rows still going.</remarks>
public static class GreedyDecoder
{
    /// <summary>Continues prompts given as vectors, so that an image's projected features are computed once and placed in many prompts.</summary>
    /// <param name="model">The language model.</param>
    /// <param name="promptEmbeddings">The prompts' vectors, padded on the LEFT, [B, T, D].</param>
    /// <param name="promptMask">True at real tokens, bool [B, T]; null when no row is padded.</param>
    /// <param name="maxNewTokens">Most tokens to add to a row.</param>
    /// <param name="endToken">Token at which a row ends, or null to always add <paramref name="maxNewTokens"/>.</param>
    /// <param name="cancel">Asked before every step.</param>
    /// <returns>The new tokens of each row, without the end token.</returns>
    /// <exception cref="ArgumentException">A prompt is empty, or padded on the right.</exception>
    public static int[][] Decode(
        CausalLanguageModel model, Tensor promptEmbeddings, Tensor? promptMask, int maxNewTokens, int? endToken, CancellationToken cancel = default)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        long batch = promptEmbeddings.size(0), length = promptEmbeddings.size(1);
        var results = Enumerable.Range(0, (int)batch).Select(_ => new List<int>()).ToArray();
        if (batch == 0 || maxNewTokens < 1) return [.. results.Select(row => row.ToArray())];

        var prompts = new LeftPaddedPrompts(promptMask, batch, length);
        using var cache = new KeyValueCache(model, batch, length + maxNewTokens - 1); // the last new token is never read
        var going = new GoingRows(prompts, cache, maxNewTokens, model.Device);
        int[] tokens;
        using (NewDisposeScope())
        {
            var hidden = model.Hidden(promptEmbeddings, prompts.PositionIds(model.Device), prompts.MayLook(model.Device), cache); // [B, T, D]
            tokens = Best(model, hidden);
        }
        for (var step = 0; ; step++)
        {
            cancel.ThrowIfCancellationRequested();
            going.Take(tokens, endToken, results);
            if (going.Count == 0 || step == maxNewTokens - 1) break;
            going.DropFinished();
            using (NewDisposeScope())
            {
                var hidden = model.Hidden(model.Embed(going.Tokens()), going.PositionIds(), going.MayLook(), cache); // [n, 1, D]
                tokens = Best(model, hidden);
            }
        }
        return [.. results.Select(row => row.ToArray())];
    }

    private static int[] Best(CausalLanguageModel model, Tensor hidden)
    {
        var best = model.Logits(hidden.select(1, -1)).argmax(-1).cpu(); // [n]
        return [.. best.data<long>().Select(token => (int)token)];
    }
}
