namespace Pivot.Runner.Preflight;

/// <summary>A GPU as its driver describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TotalBytes">Its memory.</param>
/// <param name="FreeBytes">What of it is free.</param>
public sealed record NvidiaDevice(string Name, long TotalBytes, long FreeBytes);
