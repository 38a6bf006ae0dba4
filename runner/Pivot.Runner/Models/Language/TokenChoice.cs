using Pivot.Runner.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Language;

/// <summary>From scores to the next token of each row: the best one, or one drawn.</summary>
/// <remarks>
/// Temperature, then top-k, then top-p on what is left, as HuggingFace orders them; of equal scores at top-k's edge exactly k stay. A draw is the inverse of the
/// cumulated probabilities, best token first, at a number that belongs to (seed, row, step): no generator has a state that other rows could move.
/// </remarks>
/// <param name="settings">How tokens are chosen.</param>
public sealed class TokenChoice(GenerationSettings settings)
{
    /// <summary>The next token of each row.</summary>
    /// <param name="logits">Scores, float [n, V].</param>
    /// <param name="rows">The rows' numbers, [n]: what the draws belong to.</param>
    /// <param name="step">How many tokens the rows have drawn before.</param>
    public int[] Next(Tensor logits, IReadOnlyList<long> rows, int step)
    {
        if (!settings.Samples) return Ids(logits.argmax(-1));
        using var scope = NewDisposeScope();
        var scores = logits.to(ScalarType.Float64) / settings.Temperature;
        var (sorted, ids) = settings.TopK is { } most && most < logits.size(-1)
            ? scores.topk(most, -1)
            : scores.sort(-1, descending: true, stable: true); // [n, k], most probable first
        var probabilities = sorted.softmax(-1);
        var before = probabilities.cumsum(-1) - probabilities; // what the better ones have together
        // A token is in the nucleus while the better ones have not reached p; so the first always is.
        var nucleus = probabilities * before.lt(settings.TopP);
        var cumulated = nucleus.cumsum(-1);
        var points = tensor(rows.Select(row => SeededRandom.Derive(settings.Seed, row, step).NextDouble()).ToArray(), device: logits.device).unsqueeze(1); // [n, 1]
        var drawn = cumulated.le(points * cumulated.narrow(-1, -1, 1)).sum(-1, keepdim: true); // [n, 1]
        var last = nucleus.gt(0).sum(-1, keepdim: true) - 1; // rounding must not lead out of the nucleus
        return Ids(ids.gather(-1, drawn.minimum(last)).squeeze(-1));
    }

    private static int[] Ids(Tensor tokens)
    {
        using var scope = NewDisposeScope();
        return [.. tokens.cpu().data<long>().Select(token => (int)token)];
    }
}
