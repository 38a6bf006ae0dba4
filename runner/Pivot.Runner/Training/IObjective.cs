using TorchSharp;

namespace Pivot.Runner.Training;

/// <summary>What a training minimises: from a batch to a scalar. The trainer does not know which one it has.</summary>
/// <typeparam name="TBatch">What a micro-batch is.</typeparam>
public interface IObjective<in TBatch>
{
    /// <summary>What is remembered from step to step, or null for an objective that is a function of model and batch alone.</summary>
    IObjectiveState? State => null;

    /// <summary>Called before every micro-batch of a training, not of an evaluation.</summary>
    /// <param name="step">Steps done.</param>
    /// <param name="microBatch">Number of the micro-batch within the step.</param>
    void Starts(long step, int microBatch)
    {
    }

    /// <summary>Whether a batch may have nothing to say to what is trained; of any other a loss without gradient is a fault.</summary>
    bool MayBeIdle(TBatch batch) => false;

    /// <summary>How much a micro-batch counts within its update (scored tokens, pairs), so that accumulation gives the whole batch's mean.</summary>
    double Weight(TBatch batch);

    /// <summary>The mean loss over the batch, a scalar with gradient, and further numbers, as scalars without.</summary>
    (torch.Tensor Loss, IReadOnlyDictionary<string, torch.Tensor> Metrics) Evaluate(TBatch batch);
}
