namespace Pivot.Runner.Reports.Model;

/// <summary>A benchmark: accuracy overall and by group, and where the arms answer differently.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Table">Columns: overall, then a group each.</param>
/// <param name="Figure">Bars, or null where nothing was measured.</param>
/// <param name="Examples">Questions that arms answer differently, of their first seed.</param>
public sealed record BenchmarkSection(string Stage, MeasureTable Table, ReportFigure? Figure, IReadOnlyList<AnswerExample> Examples);
