using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives;

/// <summary>
/// Next-token cross-entropy over the scored tokens, the loss of supervised fine-tuning (Liu et al. 2023, https://arxiv.org/abs/2304.08485,
/// equation 3): L = -(1/N) sum_n log p(target_n).
/// </summary>
/// <remarks>Every scored token weighs the same, whichever answer it belongs to, as in HuggingFace's causal language models.</remarks>
public static class TokenCrossEntropy
{
    /// <summary>The mean over the scored tokens.</summary>
    /// <param name="logits">Scores of the vocabulary at each scored token, float [N, V], N at least 1; computed in 32 bits or more.</param>
    /// <param name="targets">The tokens' ids, int64 [N].</param>
    /// <returns>Scalar, in nats.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or there is no token.</exception>
    public static Tensor Loss(Tensor logits, Tensor targets)
    {
        Shapes.Require(logits.dim() == 2 && targets.dim() == 1 && logits.shape[0] == targets.shape[0] && targets.shape[0] > 0,
            "logits must be [N, V] and targets [N], N at least 1", logits, targets);
        return nn.functional.cross_entropy(Precision.AtLeastSingle(logits), targets);
    }
}
