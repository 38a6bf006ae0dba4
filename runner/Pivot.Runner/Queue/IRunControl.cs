namespace Pivot.Runner.Queue;

/// <summary>What a person may do to a run. Every call says whether it changed something: what has ended stays as it is.</summary>
public interface IRunControl
{
    /// <summary>Begins no further stage of the run and asks those that run to stop.</summary>
    bool Cancel(Guid run, CancellationToken cancel);

    /// <summary>Ends one stage, and skips what depends on it.</summary>
    bool CancelStage(Guid run, string key, CancellationToken cancel);

    /// <summary>Gives the run's failed, skipped and cancelled stages another try.</summary>
    bool Retry(Guid run, CancellationToken cancel);

    /// <summary>Begins no further stage; what runs goes on.</summary>
    bool Pause(Guid run, CancellationToken cancel);

    /// <summary>Undoes <see cref="Pause"/>.</summary>
    bool Resume(Guid run, CancellationToken cancel);

    /// <summary>Places the run among the others: higher is earlier.</summary>
    bool SetPriority(Guid run, int priority, CancellationToken cancel);
}
