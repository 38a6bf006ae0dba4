using Pivot.Runner.Models.Vision;
using Pivot.Runner.Training.Objectives;
using TorchSharp;

namespace Pivot.Runner.Training;

/// <summary>Contrastive pretraining with the sigmoid loss (SigLIP, arXiv 2303.15343).</summary>
public sealed class ContrastiveObjective(SiglipModel model) : IObjective<ContrastiveBatch>
{
    /// <summary>Images. Micro-batches are each their own contrast: accumulation does not add negatives.</summary>
    public double Weight(ContrastiveBatch batch) => batch.InputIds.shape[0];

    /// <summary>The loss, and <c>retrieval_accuracy</c>: share of images whose best caption of the batch is their own (or the same text).</summary>
    public (torch.Tensor Loss, IReadOnlyDictionary<string, torch.Tensor> Metrics) Evaluate(ContrastiveBatch batch)
    {
        var images = model.ImageEmbeddings(batch.PixelValues); // [B, D]
        var texts = model.TextEmbeddings(batch.InputIds); // [B, D]
        var loss = SiglipLoss.Loss(images, texts, model.LogitScale, model.LogitBias, batch.SameCaption);
        using var noGrad = torch.no_grad();
        var best = images.mm(texts.t()).argmax(1, keepdim: true); // [B, 1]
        var accuracy = batch.SameCaption.gather(1, best).to_type(torch.ScalarType.Float32).mean();
        return (loss, new Dictionary<string, torch.Tensor> { ["retrieval_accuracy"] = accuracy });
    }
}
