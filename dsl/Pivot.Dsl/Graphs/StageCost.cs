namespace Pivot.Dsl.Graphs;

/// <summary>What a stage is made of and what it takes, computed from its spec and the counts of its data, before anything runs.</summary>
public sealed record StageCost
{
    /// <summary>Parameters by component: <c>vision_tower</c>, <c>text_tower</c>, <c>projector</c>, <c>language_model</c>, <c>head</c>.</summary>
    public required IReadOnlyList<ComponentCost> Components { get; init; }

    /// <summary>Optimizer updates; 0 for a stage that trains nothing by steps.</summary>
    public long Updates { get; init; }

    /// <summary>Rows (of preference pairs: pairs) seen in all updates, or read once by a stage that trains nothing. Null where the data was not counted.</summary>
    public long? Samples { get; init; }

    /// <summary>Text tokens that are predicted or read in all of them; null where the data was not counted.</summary>
    public long? Tokens { get; init; }

    /// <summary>Rows per update.</summary>
    public int EffectiveBatch { get; init; }

    /// <summary>Floating-point operations of the whole stage, forward and backward; null where the data was not counted.</summary>
    public double? Flops { get; init; }

    /// <summary>Text tokens of a row that <see cref="Flops"/> rest on where its data was not counted; null where it was.</summary>
    public long? AssumedTokens { get; init; }

    /// <summary>Largest memory at a time in bytes: weights, gradients, optimizer state, activations.</summary>
    public long PeakMemory { get; init; }

    /// <summary>Bytes that it leaves in the store.</summary>
    public long StoredBytes { get; init; }

    /// <summary>Most bytes that it has in the store at a time while it runs: a training stage keeps checkpoints to go on from, with the optimizer's state.</summary>
    public long WorkingBytes { get; init; }

    /// <summary>Whether a text or a vocabulary that was not counted stands in it at the most it can be.</summary>
    public bool IsUpperBound { get; init; }

    /// <summary>Parameters of all components.</summary>
    public long Parameters => Components.Sum(c => c.Parameters);

    /// <summary>Those of them that are trained.</summary>
    public long TrainableParameters => Components.Sum(c => c.Trainable);
}
