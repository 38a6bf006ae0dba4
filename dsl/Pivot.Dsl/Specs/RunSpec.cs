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

    /// <summary>Time since the run was submitted after which nothing more is begun and what runs stops at a checkpoint, written <c>14h</c>; null is no limit.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Failed stages after which the rest of the run is not begun, 1 to 10000.</summary>
    public int MaxFailures { get; init; } = 10;

    /// <summary>
    /// What becomes of a training stage that runs out of memory: <c>fail</c>, or <c>halve</c>, with which it goes on in half the micro-batch and twice the
    /// accumulation, and the report marks it.
    /// </summary>
    public string OutOfMemory { get; init; } = "fail";

    /// <summary>What is begun first: <c>breadth</c>, all arms at the first seed before the second seed; <c>depth</c>, longest chains whatever the seed.</summary>
    public string Order { get; init; } = "breadth";

    /// <summary>Who is told how the run ended: e-mail addresses, and <c>webhook</c> for that of the hosts (their <c>PIVOT_WEBHOOK</c>).</summary>
    public IReadOnlyList<string> Notify { get; init; } = [];
}
