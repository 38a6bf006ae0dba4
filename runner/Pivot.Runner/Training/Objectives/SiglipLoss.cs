using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives;

/// <summary>
/// Sigmoid loss for matching images and texts. Zhai et al. 2023, https://arxiv.org/abs/2303.15343, section 3.2:
/// L = -(1/B) sum_i sum_j log sigmoid(z_ij (e^s x_i . y_j + b)), z_ij = 1 where text j belongs to image i and -1 elsewhere.
/// </summary>
/// <remarks>
/// The scale is learnt as its logarithm s, as in HuggingFace's SiglipModel. Different here: a mask of further positives, since in a small
/// world many captions are identical and each would otherwise be its twin's negative.
/// </remarks>
public static class SiglipLoss
{
    /// <summary>The loss of one batch.</summary>
    /// <param name="imageEmbeds">Image embeddings of length 1, float [B, D].</param>
    /// <param name="textEmbeds">Text embeddings of length 1, float [B, D]; row i belongs to image i.</param>
    /// <param name="logitScale">Logarithm of the scale, float [] or [1].</param>
    /// <param name="logitBias">Bias, float [] or [1].</param>
    /// <param name="positives">
    /// True at [i, j] where text j describes image i as well as its own text does, bool [B, B]; the diagonal is positive whatever it holds.
    /// Null: only the diagonal.
    /// </param>
    /// <returns>Scalar: the sum over all pairs divided by B.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor Loss(Tensor imageEmbeds, Tensor textEmbeds, Tensor logitScale, Tensor logitBias, Tensor? positives = null)
    {
        Shapes.Require(imageEmbeds.dim() == 2 && imageEmbeds.shape.SequenceEqual(textEmbeds.shape),
            "image and text embeddings must both be [B, D]", imageEmbeds, textEmbeds);
        var batch = imageEmbeds.shape[0];
        if (positives is not null)
            Shapes.Require(positives.dtype == ScalarType.Bool && positives.shape.SequenceEqual([batch, batch]),
                $"the mask of positives must be bool [{batch}, {batch}]", positives);

        var logits = imageEmbeds.mm(textEmbeds.t()) * logitScale.exp() + logitBias; // [B, B]
        var own = eye(batch, dtype: ScalarType.Bool, device: logits.device); // [B, B]
        var matches = positives is null ? own : own.logical_or(positives);
        var signs = matches.to_type(logits.dtype) * 2 - 1; // [B, B], 1 or -1
        return nn.functional.logsigmoid(signs * logits).sum() / -batch;
    }
}
