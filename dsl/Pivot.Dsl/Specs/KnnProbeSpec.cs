namespace Pivot.Dsl.Specs;

/// <summary><c>kind: knn_probe</c>: weighted k-nearest-neighbour classification on frozen, mean-pooled, L2-normalised features (DINO).</summary>
public sealed record KnnProbeSpec : StageSpec
{
    /// <inheritdoc/>
    public override string Kind => "knn_probe";

    /// <inheritdoc cref="LinearProbeSpec.Features"/>
    public string Features { get; init; } = "encoder";

    /// <inheritdoc cref="LinearProbeSpec.Layer"/>
    public int? Layer { get; init; }

    /// <summary>Neighbours that vote.</summary>
    public int K { get; init; } = 20;

    /// <summary>Votes weigh exp(cosine / temperature); above 0.</summary>
    public double Temperature { get; init; } = 0.07;
}
