using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives;

/// <summary>What a language model's scores say of its tokens, without gradient: for curves, not for losses.</summary>
public static class TokenMetrics
{
    /// <summary>Share of scored tokens that are the most probable one.</summary>
    /// <param name="logits">Scores of the vocabulary at each scored token, float [N, V].</param>
    /// <param name="targets">The tokens' ids, int64 [N].</param>
    /// <returns>Scalar in [0, 1].</returns>
    public static Tensor Accuracy(Tensor logits, Tensor targets)
    {
        using var noGrad = no_grad();
        return logits.argmax(-1).eq(targets).to_type(ScalarType.Float32).mean();
    }

    /// <summary>Entropy of the model's next-token distribution.</summary>
    /// <param name="logits">Scores of the vocabulary, float [..., V]; computed in 32 bits or more.</param>
    /// <returns>[...], in nats.</returns>
    public static Tensor Entropy(Tensor logits)
    {
        using var noGrad = no_grad();
        var logProbabilities = nn.functional.log_softmax(Precision.AtLeastSingle(logits), dim: -1); // [..., V]
        return -(logProbabilities.exp() * logProbabilities).sum(-1);
    }
}
