namespace Pivot.Dsl.Specs;

/// <summary>
/// <c>features</c>: what a frozen encoder gives for every image of a view. The compiler makes it out of probes and of training stages whose
/// tower is frozen, so that they share it; it cannot be written in a file.
/// </summary>
public sealed record FeaturesSpec : StageSpec
{
    /// <inheritdoc/>
    public override string Kind => "features";

    /// <summary><c>encoder</c> or <c>projector</c>.</summary>
    public string Features { get; init; } = "encoder";

    /// <inheritdoc cref="LinearProbeSpec.Layer"/>
    public int? Layer { get; init; }

    /// <summary><c>mean</c>: one vector an image, [N, D]; <c>patches</c>: all of them, [N, P, D].</summary>
    public string Pooling { get; init; } = "mean";
}
