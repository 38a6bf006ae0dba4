namespace Pivot.Runner.Queue.Notifications;

/// <summary>How long and how often a message is sent.</summary>
public sealed record SendTimes
{
    /// <summary>The longest that one sending may take, all of a channel's waits together about twice as long at worst: well within <see cref="Lease"/>.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>After how long a message is another host's to send.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Pauses after a refusal; after the last of them the next refusal is the end.</summary>
    public IReadOnlyList<TimeSpan> Pauses { get; init; } =
        [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(30)];

    /// <summary>How long a message waits for a host that was told how to send it.</summary>
    public TimeSpan Unserved { get; init; } = TimeSpan.FromHours(1);
}
