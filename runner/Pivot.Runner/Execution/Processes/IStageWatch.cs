namespace Pivot.Runner.Execution.Processes;

/// <summary>What a host does for a stage while it runs in a process of its own. Called from the thread that reads the process's lines.</summary>
public interface IStageWatch
{
    /// <summary>The stage went a step further.</summary>
    void Progressed(StageProgress progress);

    /// <summary>Something that a person should know: a note of the stage, or a line that its process printed.</summary>
    void Noted(string text);

    /// <summary>Whether its results may be put into the store now.</summary>
    bool MayCommit();
}
