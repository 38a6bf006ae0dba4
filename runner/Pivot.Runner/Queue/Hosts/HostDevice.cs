namespace Pivot.Runner.Queue.Hosts;

/// <summary>A device that a host lends to stages.</summary>
/// <param name="Name">In torch's words: <c>cpu</c>, <c>cuda:0</c>.</param>
/// <param name="MemoryBytes">Its memory in all; the host's for <c>cpu</c>.</param>
public sealed record HostDevice(string Name, long MemoryBytes)
{
    /// <summary>The queues it serves.</summary>
    public IReadOnlyList<string> Queues { get; } = QueueNames.Of(Name, MemoryBytes);
}
