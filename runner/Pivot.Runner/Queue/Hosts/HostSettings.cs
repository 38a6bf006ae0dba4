using System.Diagnostics;
using Pivot.Runner.Execution.Processes;

namespace Pivot.Runner.Queue.Hosts;

/// <summary>How a host serves the queue.</summary>
public sealed record HostSettings
{
    /// <summary>As people know it.</summary>
    public required string Name { get; init; }

    /// <summary>Its devices in torch's words, one worker each.</summary>
    public required IReadOnlyList<HostDevice> Devices { get; init; }

    /// <summary>Where the store is, in the words of <c>--store</c>.</summary>
    public required string Store { get; init; }

    /// <summary>Threads of each stage.</summary>
    public required int Threads { get; init; }

    /// <summary>The command that begins a stage process.</summary>
    public required Func<ProcessStartInfo> StageProcess { get; init; }

    /// <summary>How long a claim holds without being renewed: a dead host's stages are taken over after that.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>How often it looks for work where nobody wakes it.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Stages in a row that may fail for what the host lacks before it is quarantined.</summary>
    public int MostFailures { get; init; } = 3;

    /// <summary>After how long a quarantined host may try one stage again.</summary>
    public TimeSpan Quarantine { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The shortest pause before a stage that failed is tried again.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long stage processes may take to stop and to tell progress.</summary>
    public StageProcessLimits Limits { get; init; } = new(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(30));

    /// <summary>Stages that one process does before it makes room for a new one: memory of a device is freed for certain only by a process's end.</summary>
    public int StagesPerProcess { get; init; } = 50;

    /// <summary>Folders that stages may read; empty for all.</summary>
    public IReadOnlyList<string> AllowedRoots { get; init; } = [];

    /// <summary>How often a stage's lease is renewed and its progress written down.</summary>
    public TimeSpan Beat => TimeSpan.FromSeconds(Math.Clamp(Lease.TotalSeconds / 4, 0.1, 2));
}
