using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives;

/// <summary>
/// Log-probability of whole answers, log pi(y|x) = sum_t log pi(y_t | x, y_&lt;t), as preference losses need it (Rafailov et al. 2023,
/// https://arxiv.org/abs/2305.18290, equation 7). Summed, not averaged: an average is the IPO variant.
/// </summary>
public static class AnswerLogProbabilities
{
    /// <summary>Sums the scored tokens' log-probabilities by answer. Differentiable.</summary>
    /// <param name="logits">Scores of the vocabulary at each scored token, float [N, V]; computed in 32 bits or more.</param>
    /// <param name="targets">The tokens' ids, int64 [N], in 0..V-1.</param>
    /// <param name="answerIndex">The answer each token belongs to, int64 [N], in 0..A-1.</param>
    /// <param name="answers">A: number of answers.</param>
    /// <returns>Float [A]; 0 for an answer without a scored token.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor Sum(Tensor logits, Tensor targets, Tensor answerIndex, int answers)
    {
        Shapes.Require(
            logits.dim() == 2 && targets.dim() == 1 && logits.shape[0] == targets.shape[0] &&
            targets.shape.SequenceEqual(answerIndex.shape),
            "logits must be [N, V], targets and answer index [N]", logits, targets, answerIndex);
        var logProbabilities = nn.functional.log_softmax(Precision.AtLeastSingle(logits), dim: 1); // [N, V]
        var scored = logProbabilities.gather(1, targets.unsqueeze(1)).squeeze(1); // [N]
        return zeros(answers, dtype: scored.dtype, device: scored.device).index_add(0, answerIndex, scored, 1); // [A]
    }
}
