namespace Pivot.Runner.Store;

/// <summary>How a stage of a run ended.</summary>
public enum StageState
{
    /// <summary>Not reached yet.</summary>
    Waiting,

    /// <summary>Being done.</summary>
    Running,

    /// <summary>Done in this run.</summary>
    Done,

    /// <summary>Found done in the store.</summary>
    Cached,

    /// <summary>Failed; the cause is in the record.</summary>
    Failed,

    /// <summary>Not started, because a stage it needs failed.</summary>
    Skipped,

    /// <summary>Interrupted by the user; the next run goes on with it.</summary>
    Interrupted,
}
