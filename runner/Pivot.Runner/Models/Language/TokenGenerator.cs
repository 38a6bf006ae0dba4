using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Language;

/// <summary>Continues prompts token by token, greedily or by drawing. One pass over the prompts, then one token a step from a key-value cache.</summary>
/// <remarks>Shapes: B rows, T tokens of the longest prompt, D width, n rows still going.</remarks>
public static class TokenGenerator
{
    /// <summary>Continues prompts given as vectors, so that an image's projected features are computed once and placed in many prompts.</summary>
    /// <param name="model">The language model.</param>
    /// <param name="promptEmbeddings">The prompts' vectors, padded on either side, [B, T, D].</param>
    /// <param name="promptMask">True at real tokens, bool [B, T]; null when no row is padded.</param>
    /// <param name="settings">How tokens are chosen and when a row ends.</param>
    /// <param name="rows">Numbers of the rows, [B], to which their draws belong: those of the data set, so that batches do not matter. Null: 0..B-1.</param>
    /// <param name="cancel">Asked before every step.</param>
    /// <returns>The new tokens of each row, without the stop token.</returns>
    /// <exception cref="ArgumentException">A prompt is empty or has a gap, or a setting is out of range.</exception>
    public static int[][] Generate(
        CausalLanguageModel model, Tensor promptEmbeddings, Tensor? promptMask, GenerationSettings settings, IReadOnlyList<long>? rows = null,
        CancellationToken cancel = default)
    {
        settings.Check();
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        long batch = promptEmbeddings.size(0), length = promptEmbeddings.size(1);
        if (rows is not null && rows.Count != batch) throw new ArgumentException($"{rows.Count} row numbers are given for {batch} prompts");
        var results = Enumerable.Range(0, (int)batch).Select(_ => new List<int>()).ToArray();
        if (batch == 0 || settings.MaxNewTokens < 1) return [.. results.Select(row => row.ToArray())];

        var prompts = new PaddedPrompts(promptMask, batch, length);
        using var cache = new KeyValueCache(model, batch, length + settings.MaxNewTokens - 1); // the last new token is never read
        var going = new GoingRows(prompts, rows, cache, settings.MaxNewTokens, model.Device);
        var choice = new TokenChoice(settings);
        int[] tokens;
        using (NewDisposeScope())
        {
            var hidden = model.Hidden(prompts.ToLeft(promptEmbeddings), prompts.PositionIds(model.Device), prompts.MayLook(model.Device), cache); // [B, T, D]
            tokens = choice.Next(model.Logits(hidden.select(1, -1)), going.Numbers, 0);
        }
        for (var step = 1; ; step++)
        {
            cancel.ThrowIfCancellationRequested();
            going.Take(tokens, settings.StopTokens, results);
            if (going.Count == 0 || step == settings.MaxNewTokens) break;
            going.DropFinished();
            using (NewDisposeScope())
            {
                var hidden = model.Hidden(model.Embed(going.Tokens()), going.PositionIds(), going.MayLook(), cache); // [n, 1, D]
                tokens = choice.Next(model.Logits(hidden.select(1, -1)), going.Numbers, step);
            }
        }
        return [.. results.Select(row => row.ToArray())];
    }
}
