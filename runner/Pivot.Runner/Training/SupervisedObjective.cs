using Pivot.Runner.Data;
using Pivot.Runner.Models;
using Pivot.Runner.Training.Objectives;
using TorchSharp;

namespace Pivot.Runner.Training;

/// <summary>Supervised fine-tuning: mean cross-entropy over the answers' tokens; image, prompt and padding are not scored.</summary>
public sealed class SupervisedObjective(MultimodalModel model) : IObjective<MultimodalBatch>
{
    /// <summary>A batch of text alone says nothing to a tower or a projector.</summary>
    public bool MayBeIdle(MultimodalBatch batch) => !batch.HasImages;

    /// <summary>Scored tokens.</summary>
    public double Weight(MultimodalBatch batch) => batch.Targets.shape[0];

    /// <summary>The loss, and <c>token_accuracy</c>: share of scored tokens that the model would have chosen.</summary>
    public (torch.Tensor Loss, IReadOnlyDictionary<string, torch.Tensor> Metrics) Evaluate(MultimodalBatch batch)
    {
        var logits = AnswerLogits.Of(model, batch); // [N, V]
        var loss = TokenCrossEntropy.Loss(logits, batch.Targets);
        return (loss, new Dictionary<string, torch.Tensor> { ["token_accuracy"] = TokenMetrics.Accuracy(logits, batch.Targets) });
    }
}
