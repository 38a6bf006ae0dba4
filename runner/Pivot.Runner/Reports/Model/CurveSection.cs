namespace Pivot.Runner.Reports.Model;

/// <summary>Learning curves of a training stage.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Figure">The curves.</param>
/// <param name="IsShared">Whether all arms share the stage, so that it is one curve.</param>
/// <param name="HasRange">Whether several seeds are shaded.</param>
/// <param name="HasTwoObjectives">Whether arms optimise different objectives there.</param>
/// <param name="Sources">The stages behind the curves, linked.</param>
public sealed record CurveSection(string Stage, ReportFigure Figure, bool IsShared, bool HasRange, bool HasTwoObjectives, string Sources);
