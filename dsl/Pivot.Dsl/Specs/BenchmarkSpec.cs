namespace Pivot.Dsl.Specs;

/// <summary><c>kind: benchmark</c>: questions answered greedily by the whole model, exact match per group.</summary>
public sealed record BenchmarkSpec : StageSpec
{
    /// <inheritdoc/>
    public override string Kind => "benchmark";

    /// <summary>Longest answer in tokens.</summary>
    public int MaxNewTokens { get; init; } = 16;

    /// <summary>Questions answered at once.</summary>
    public int BatchSize { get; init; } = 64;
}
