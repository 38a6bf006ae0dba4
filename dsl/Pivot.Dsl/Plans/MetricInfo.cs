namespace Pivot.Dsl.Plans;

/// <summary>One number with a direction.</summary>
/// <param name="Name">Name within its stage, such as <c>accuracy</c>.</param>
/// <param name="Direction">+1: higher is better; -1: lower is better.</param>
public sealed record MetricInfo(string Name, int Direction);
