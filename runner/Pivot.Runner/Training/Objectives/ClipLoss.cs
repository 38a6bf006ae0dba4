using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives;

/// <summary>
/// Softmax loss for matching images and texts (InfoNCE). Radford et al. 2021, https://arxiv.org/abs/2103.00020, figure 3: the mean of the cross-entropies of
/// every image over all texts and of every text over all images, on e^s x_i . y_j.
/// </summary>
/// <remarks>
/// As HuggingFace's CLIPModel, the scale learnt as its logarithm s, not clamped. Different here, where a mask of further positives is given: the target of a row
/// is shared evenly by its positives (UniCL, https://arxiv.org/abs/2204.03610, equation 3), since equal captions would otherwise be each other's negatives.
/// </remarks>
public static class ClipLoss
{
    /// <summary>The loss of one batch.</summary>
    /// <param name="imageEmbeds">Image embeddings of length 1, float [B, D].</param>
    /// <param name="textEmbeds">Text embeddings of length 1, float [B, D]; row i belongs to image i.</param>
    /// <param name="logitScale">Logarithm of the scale, float [] or [1].</param>
    /// <param name="positives">
    /// True at [i, j] where text j describes image i as well as its own text does, bool [B, B]; the diagonal is positive whatever it holds.
    /// Null: only the diagonal.
    /// </param>
    /// <returns>Scalar, the mean over the B images and B texts.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor Loss(Tensor imageEmbeds, Tensor textEmbeds, Tensor logitScale, Tensor? positives = null)
    {
        Shapes.Require(imageEmbeds.dim() == 2 && imageEmbeds.shape.SequenceEqual(textEmbeds.shape),
            "image and text embeddings must both be [B, D]", imageEmbeds, textEmbeds);
        var batch = imageEmbeds.shape[0];
        if (positives is not null)
            Shapes.Require(positives.dtype == ScalarType.Bool && positives.shape.SequenceEqual([batch, batch]),
                $"the mask of positives must be bool [{batch}, {batch}]", positives);

        var logits = imageEmbeds.mm(textEmbeds.t()) * logitScale.exp(); // [B, B]
        var matches = eye(batch, dtype: ScalarType.Bool, device: logits.device); // [B, B]
        if (positives is not null) matches = matches.logical_or(positives);
        return (CrossEntropy(logits, matches) + CrossEntropy(logits.t(), matches.t())) / 2;
    }

    private static Tensor CrossEntropy(Tensor logits, Tensor matches)
    {
        var weights = matches.to_type(logits.dtype); // [B, B]
        var targets = weights / weights.sum(1, keepdim: true); // [B, B], rows adding up to one
        return -(targets * logits.log_softmax(1)).sum() / logits.shape[0];
    }
}
