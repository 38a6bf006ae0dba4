using Pivot.Dsl.Specs;
using Pivot.Runner.Store;

namespace Pivot.Runner.Execution.Processes;

/// <summary>What a stage process is asked to do.</summary>
public sealed record StageRequest
{
    /// <summary>The node as JSON, as <see cref="PlanFile"/> writes it.</summary>
    public required string Node { get; init; }

    /// <summary>What its key is the hash of.</summary>
    public required string Content { get; init; }

    /// <summary>Where the store is, in the words of <c>--store</c>.</summary>
    public required string Store { get; init; }

    /// <summary>The device in torch's words.</summary>
    public required string Device { get; init; }

    /// <summary>Threads of libtorch's operators.</summary>
    public required int Threads { get; init; }

    /// <summary>The fence.</summary>
    public required long Epoch { get; init; }

    /// <summary>Limits of the run; retries are the queue's to decide.</summary>
    public required RunSpec Run { get; init; }

    /// <summary>Seconds that earlier attempts took, which <c>run.timeout</c> counts too.</summary>
    public double SpentSeconds { get; init; }

    /// <summary>Times the micro-batch was halved from outside.</summary>
    public int Halvings { get; init; }

    /// <summary>What it was counted to take, or null.</summary>
    public StageWork? Work { get; init; }

    /// <summary>Folders that the paths of the node must lie in; empty for any.</summary>
    public IReadOnlyList<string> AllowedRoots { get; init; } = [];
}
