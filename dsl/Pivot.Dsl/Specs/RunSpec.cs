namespace Pivot.Dsl.Specs;

/// <summary>What a run may use, and how it is to be treated by a queue. It is in no key: the same work under other limits is the same work.</summary>
public sealed record RunSpec
{
    /// <summary>GPUs a stage needs, 0 to 8; null leaves it to the command's device.</summary>
    public int? Gpus { get; init; }

    /// <summary>Memory a stage may take in bytes, written <c>40GB</c> (10^9) or <c>40GiB</c> (2^30); null is the device's.</summary>
    public long? Memory { get; init; }

    /// <summary>Longest time a stage may take, written <c>8h</c>, <c>90m</c>, <c>1h30m</c>; null is no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How often a failed stage is tried again, 0 to 10.</summary>
    public int Retries { get; init; }

    /// <summary>Hours in which a queue may start stages, <c>22:00-07:00</c> local to the schedule's time zone; null is always.</summary>
    public string? Window { get; init; }

    /// <summary>Its place in a queue, 0 to 100, higher first.</summary>
    public int Priority { get; init; } = 50;

    /// <summary>Hours of GPU (or host, without one) that the run may spend, written <c>40 gpu-hours</c>; null is no limit.</summary>
    public double? Budget { get; init; }
}
