namespace Pivot.Dsl.Plans.Forecasts;

/// <summary>How fast a stage is expected to work.</summary>
/// <param name="FlopsPerSecond">Floating-point operations a second that its forecast divides by, above 0.</param>
/// <param name="Basis">Where the number is from, as it is printed: <c>measured: 4 stored stages of this kind on this host</c>.</param>
public sealed record StageSpeed(double FlopsPerSecond, string Basis);
