using Pivot.Runner.Models.Adapters;
using TorchSharp;

namespace Pivot.Runner.Training;

/// <summary>An objective of a model with adapters: their dropout follows the training's position.</summary>
/// <typeparam name="TBatch">What a micro-batch is.</typeparam>
/// <param name="objective">What is minimised.</param>
/// <param name="noise">The adapters' position.</param>
public sealed class AdaptedObjective<TBatch>(IObjective<TBatch> objective, AdapterNoise noise) : IObjective<TBatch>
{
    /// <inheritdoc/>
    public IObjectiveState? State => objective.State;

    /// <inheritdoc/>
    public void Starts(long step, int microBatch)
    {
        noise.MoveTo(step, microBatch);
        objective.Starts(step, microBatch);
    }

    /// <inheritdoc/>
    public bool MayBeIdle(TBatch batch) => objective.MayBeIdle(batch);

    /// <inheritdoc/>
    public double Weight(TBatch batch) => objective.Weight(batch);

    /// <inheritdoc/>
    public (torch.Tensor Loss, IReadOnlyDictionary<string, torch.Tensor> Metrics) Evaluate(TBatch batch) => objective.Evaluate(batch);
}
