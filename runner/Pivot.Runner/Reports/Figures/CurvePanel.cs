namespace Pivot.Runner.Reports.Figures;

/// <summary>Curves of one metric that may be laid over each other.</summary>
/// <param name="Title">What is trained, and how.</param>
/// <param name="Metric">The metric, as the axis says it.</param>
/// <param name="Curves">The curves.</param>
internal sealed record CurvePanel(string Title, string Metric, IReadOnlyList<Curve> Curves);
