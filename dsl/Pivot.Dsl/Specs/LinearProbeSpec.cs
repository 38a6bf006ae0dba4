namespace Pivot.Dsl.Specs;

/// <summary><c>kind: linear_probe</c>: L2 logistic regression on frozen, mean-pooled, L2-normalised features (the paper, 4.2 and E.3).</summary>
public sealed record LinearProbeSpec : StageSpec
{
    /// <inheritdoc/>
    public override string Kind => "linear_probe";

    /// <summary><c>encoder</c>: the vision tower's patch features; <c>projector</c>: after the projector.</summary>
    public string Features { get; init; } = "encoder";

    /// <summary>
    /// Which hidden state of the tower is probed, counted from its end (-1 is the last block's output); null: the one that the model reads
    /// (<see cref="VisionTowerSpec.FeatureLayer"/>). Only with <c>features: encoder</c>.
    /// </summary>
    public int? Layer { get; init; }

    /// <summary>Inverse regularisation strengths tried (scikit-learn's C); the best on held-out training rows is scored.</summary>
    public IReadOnlyList<double> C { get; init; } = [0.01, 0.1, 1, 10, 100];
}
