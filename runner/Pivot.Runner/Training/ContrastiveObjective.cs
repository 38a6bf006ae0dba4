using Pivot.Runner.Models.Vision;
using Pivot.Runner.Training.Objectives;
using TorchSharp;

namespace Pivot.Runner.Training;

/// <summary>Contrastive pretraining, with the sigmoid loss (SigLIP, arXiv 2303.15343) or the softmax loss (CLIP, arXiv 2103.00020).</summary>
public sealed class ContrastiveObjective : IObjective<ContrastiveBatch>
{
    private readonly ImageTextModel _model;
    private readonly bool _softmax;

    /// <summary>Makes the objective.</summary>
    /// <param name="model">The pair of towers.</param>
    /// <param name="loss"><c>siglip</c> or <c>clip</c>; the pair's own, since the sigmoid loss needs a bias that CLIP's pair has not.</param>
    /// <exception cref="ArgumentException">The loss is not the pair's.</exception>
    public ContrastiveObjective(ImageTextModel model, string loss)
    {
        var own = model.LogitBias is null ? "clip" : "siglip";
        if (loss != own) throw new ArgumentException($"the loss is '{loss}', and a pair of {model.VisionShape.Arch} towers is trained with loss: {own}");
        _model = model;
        _softmax = own == "clip";
    }

    /// <summary>Images. Micro-batches are each their own contrast: accumulation does not add negatives.</summary>
    public double Weight(ContrastiveBatch batch) => batch.InputIds.shape[0];

    /// <summary>The loss, and <c>retrieval_accuracy</c>: share of images whose best caption of the batch is their own (or the same text).</summary>
    public (torch.Tensor Loss, IReadOnlyDictionary<string, torch.Tensor> Metrics) Evaluate(ContrastiveBatch batch)
    {
        var images = _model.ImageEmbeddings(batch.PixelValues); // [B, D]
        var texts = _model.TextEmbeddings(batch.InputIds); // [B, D]
        var loss = _softmax
            ? ClipLoss.Loss(images, texts, _model.LogitScale, batch.SameCaption)
            : SiglipLoss.Loss(images, texts, _model.LogitScale, _model.LogitBias!, batch.SameCaption);
        using var noGrad = torch.no_grad();
        var best = images.mm(texts.t()).argmax(1, keepdim: true); // [B, 1]
        var accuracy = batch.SameCaption.gather(1, best).to_type(torch.ScalarType.Float32).mean();
        return (loss, new Dictionary<string, torch.Tensor> { ["retrieval_accuracy"] = accuracy });
    }
}
