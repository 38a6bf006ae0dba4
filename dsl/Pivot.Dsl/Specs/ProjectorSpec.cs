namespace Pivot.Dsl.Specs;

/// <summary>The map from the tower's width to the language model's.</summary>
public sealed record ProjectorSpec
{
    /// <summary>Architecture: <c>mlp</c> (Linear, GELU, Linear: LLaVA's mlp2x_gelu).</summary>
    public string Arch { get; init; } = "mlp";

    /// <summary>Number of linear layers: 2.</summary>
    public int Depth { get; init; } = 2;
}
