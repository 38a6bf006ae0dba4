using Pivot.Runner.Data;
using Pivot.Runner.Models;
using Pivot.Runner.Training.Objectives;
using TorchSharp;

namespace Pivot.Runner.Training;

/// <summary>DPO on pairs that share image and prompt in one row, against stored log-probabilities of the reference.</summary>
/// <param name="model">The policy.</param>
/// <param name="loss">The loss.</param>
/// <param name="reference">Summed log-probabilities under the reference, float [rows of the data, 2]: chosen, rejected.</param>
public sealed class PreferenceObjective(MultimodalModel model, DpoLoss loss, torch.Tensor reference) : IObjective<MultimodalBatch>
{
    /// <summary>Pairs.</summary>
    public double Weight(MultimodalBatch batch) => batch.AnswerCount / 2;

    /// <summary>The loss; <c>reward_accuracy</c>, <c>margin</c>, <c>chosen_reward</c>, <c>rejected_reward</c>, <c>chosen_log_probability</c>.</summary>
    public (torch.Tensor Loss, IReadOnlyDictionary<string, torch.Tensor> Metrics) Evaluate(MultimodalBatch batch)
    {
        var policy = AnswerLogProbabilities.Sum(AnswerLogits.Of(model, batch), batch.Targets, batch.AnswerIndex, batch.AnswerCount).view(-1, 2); // [K, 2]
        var rows = torch.tensor(batch.SampleIndices.Select(i => (long)i).ToArray(), device: reference.device);
        var stored = reference.index_select(0, rows); // [K, 2]
        var terms = loss.Compute(policy.select(1, 0), policy.select(1, 1), stored.select(1, 0), stored.select(1, 1));
        return (terms.Loss, new Dictionary<string, torch.Tensor>
        {
            ["reward_accuracy"] = terms.Accuracy,
            ["margin"] = terms.Margin,
            ["chosen_reward"] = terms.ChosenRewards.mean(),
            ["rejected_reward"] = terms.RejectedRewards.mean(),
            ["chosen_log_probability"] = policy.select(1, 0).mean(),
        });
    }
}
