namespace Pivot.Dsl.Plans.Forecasts;

/// <summary>How many of a plan's forecasts rest on a basis.</summary>
/// <param name="Basis">The basis in words, as <see cref="StageSpeed.Basis"/> says it.</param>
/// <param name="Stages">Nodes to run whose forecast rests on it.</param>
/// <param name="Seconds">Their seconds of work.</param>
public sealed record BasisCount(string Basis, int Stages, double Seconds);
