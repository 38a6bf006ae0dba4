namespace Pivot.Runner.Execution;

/// <summary>How far a stage is.</summary>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units in all.</param>
/// <param name="Unit">What a unit is, such as <c>step</c>.</param>
/// <param name="Loss">Latest loss, or null.</param>
/// <param name="SamplesPerSecond">Throughput, or null.</param>
public readonly record struct StageProgress(long Done, long Total, string Unit, double? Loss, double? SamplesPerSecond);
