namespace Pivot.Runner.Queue.Ledger;

/// <summary>What a person may do to runs. Every method is safe to be called twice, and tells whether it changed anything.</summary>
public interface IRunControl
{
    /// <summary>Stops a run: nothing more of it is begun, what runs writes a checkpoint and stops, and a report of what there is is written.</summary>
    bool Cancel(Guid run, CancellationToken cancel);

    /// <summary>Stops one stage; what needs it is skipped, the rest of the run goes on.</summary>
    bool CancelStage(Guid run, string key, CancellationToken cancel);

    /// <summary>Takes an ended run up again.</summary>
    /// <param name="run">The run.</param>
    /// <param name="onlyFailed">Whether only failed stages (and what was skipped for them) are done again, or also what was cancelled or not begun.</param>
    /// <param name="cancel">Cancels the wait for the database.</param>
    /// <returns>Stages that will be begun again.</returns>
    int Retry(Guid run, bool onlyFailed, CancellationToken cancel);

    /// <summary>Begins nothing more of a run until it is resumed; what runs writes a checkpoint and is handed back.</summary>
    bool Pause(Guid run, CancellationToken cancel);

    /// <summary>Ends a pause.</summary>
    bool Resume(Guid run, CancellationToken cancel);

    /// <summary>Moves a run in the queue.</summary>
    /// <param name="run">The run.</param>
    /// <param name="priority">0 to 100, higher first.</param>
    /// <param name="cancel">Cancels the wait for the database.</param>
    bool SetPriority(Guid run, int priority, CancellationToken cancel);
}
