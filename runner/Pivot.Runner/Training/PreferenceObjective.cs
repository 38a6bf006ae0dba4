using Pivot.Runner.Data;
using Pivot.Runner.Models;
using Pivot.Runner.Training.Objectives;
using Pivot.Runner.Training.Objectives.Preferences;
using TorchSharp;

namespace Pivot.Runner.Training;

/// <summary>A preference loss on pairs that share image and prompt in one row, against stored log-probabilities of the reference.</summary>
/// <param name="model">The policy.</param>
/// <param name="loss">The loss.</param>
/// <param name="reference">Summed log-probabilities under the reference, float [rows of the data, 2]: chosen, rejected.</param>
public sealed class PreferenceObjective(MultimodalModel model, PreferenceLoss loss, torch.Tensor reference) : IObjective<MultimodalBatch>
{
    /// <inheritdoc/>
    public IObjectiveState? State => loss.Shift;

    /// <summary>A batch of text alone says nothing to a tower or a projector.</summary>
    public bool MayBeIdle(MultimodalBatch batch) => !batch.HasImages;

    /// <summary>Pairs.</summary>
    public double Weight(MultimodalBatch batch) => batch.AnswerCount / 2;

    /// <summary>The loss; and TRL's metrics: rewards and log-probabilities of both answers, accuracy and margin of the rewards, accuracy of the chosen
    /// answers' tokens, entropy of all.</summary>
    public (torch.Tensor Loss, IReadOnlyDictionary<string, torch.Tensor> Metrics) Evaluate(MultimodalBatch batch)
    {
        var logits = AnswerLogits.Of(model, batch); // [N, V]
        var policy = AnswerLogProbabilities.Sum(logits, batch.Targets, batch.AnswerIndex, batch.AnswerCount).view(-1, 2); // [K, 2]
        var tokens = torch.zeros(batch.AnswerCount, dtype: policy.dtype, device: policy.device)
            .index_add(0, batch.AnswerIndex, torch.ones_like(batch.AnswerIndex, policy.dtype), 1).view(-1, 2); // [K, 2]
        var rows = torch.tensor(batch.SampleIndices.Select(i => (long)i).ToArray(), device: reference.device);
        var stored = reference.index_select(0, rows); // [K, 2]
        var terms = loss.Compute(new PreferencePairs(
            policy.select(1, 0), policy.select(1, 1), stored.select(1, 0), stored.select(1, 1), tokens.select(1, 0), tokens.select(1, 1)));
        var ofChosen = batch.AnswerIndex.remainder(2).eq(0).nonzero().squeeze(1);
        return (terms.Loss, new Dictionary<string, torch.Tensor>
        {
            ["reward_accuracy"] = terms.Accuracy,
            ["margin"] = terms.Margin,
            ["chosen_reward"] = terms.ChosenRewards.mean(),
            ["rejected_reward"] = terms.RejectedRewards.mean(),
            ["chosen_log_probability"] = policy.select(1, 0).mean(),
            ["rejected_log_probability"] = policy.select(1, 1).mean(),
            ["token_accuracy"] = TokenMetrics.Accuracy(logits.index_select(0, ofChosen), batch.Targets.index_select(0, ofChosen)),
            ["entropy"] = TokenMetrics.Entropy(logits).mean(),
        });
    }
}
