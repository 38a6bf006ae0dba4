namespace Pivot.Runner.Reports.Model;

/// <summary>A probe or another stage that measures: its table, and its pictures where it has any.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Table">Arms by metrics.</param>
/// <param name="PerClass">Arms by classes, or null.</param>
/// <param name="Figure">Pictures over arms, or null.</param>
/// <param name="Seed">Seed of the run the pictures are from, as printed; empty where all arms have one run.</param>
/// <param name="Omitted">Number of rows whose pictures are left out for want of room.</param>
public sealed record ProbeSection(
    string Stage, string Kind, MeasureTable Table, MeasureTable? PerClass, ReportFigure? Figure, string Seed, int Omitted);
