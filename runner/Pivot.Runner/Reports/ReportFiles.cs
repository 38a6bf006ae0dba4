namespace Pivot.Runner.Reports;

/// <summary>What was written.</summary>
/// <param name="Markdown">Absolute path of <c>report.md</c>.</param>
/// <param name="Html">Absolute path of <c>report.html</c>.</param>
/// <param name="Figures">Absolute paths of the pictures in <c>figures/</c>.</param>
/// <param name="Tables">Absolute paths of the tables in <c>tables/</c>: CSV and LaTeX.</param>
public sealed record ReportFiles(string Markdown, string Html, IReadOnlyList<string> Figures, IReadOnlyList<string> Tables);
