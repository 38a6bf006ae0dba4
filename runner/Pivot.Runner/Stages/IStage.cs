namespace Pivot.Runner.Stages;

/// <summary>The work behind a stage kind.</summary>
public interface IStage
{
    /// <summary>
    /// Does the work, writing results into the context's folder. Called again after a kill with what the folder then holds; it then goes on
    /// from its newest checkpoint and gives the same bytes as without the kill.
    /// </summary>
    /// <exception cref="StageException">The work cannot be done; the message says why and what to change.</exception>
    /// <exception cref="Data.DataException">Its data cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop and has written a checkpoint if it can.</exception>
    void Run(StageContext context, CancellationToken cancel);
}
