namespace Pivot.Runner.Store;

/// <summary>What a stage was counted to take before it ran. Next to the seconds it took, this is what later forecasts are measured by.</summary>
/// <param name="Flops">Floating-point operations.</param>
/// <param name="Updates">Optimizer updates, 0 for a stage without.</param>
/// <param name="PeakMemory">Largest memory at a time in bytes.</param>
/// <param name="Threads">Threads it was given.</param>
public sealed record StageWork(double Flops, long Updates, long PeakMemory, int Threads);
