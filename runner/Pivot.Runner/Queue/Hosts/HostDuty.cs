namespace Pivot.Runner.Queue.Hosts;

/// <summary>What a host does again and again.</summary>
/// <param name="Name">For its log.</param>
/// <param name="Every">The time between two times.</param>
/// <param name="Do">The work; called from one thread at a time.</param>
/// <param name="IsSlow">Whether it may take long; then it is done on a thread of its own and holds nothing up.</param>
public sealed record HostDuty(string Name, TimeSpan Every, Action<CancellationToken> Do, bool IsSlow = false);
