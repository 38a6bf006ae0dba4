using Pivot.Dsl.Plans;
using Pivot.Runner.Store;

namespace Pivot.Runner.Execution;

/// <summary>Told what happens in a run. Called from the stages' own threads, several at a time.</summary>
public interface IRunObserver
{
    /// <summary>The store was searched and the work begins.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cached">Keys of the nodes that were found done.</param>
    void RunStarted(Plan plan, IReadOnlySet<string> cached);

    /// <summary>A stage began.</summary>
    void StageStarted(PlanNode node);

    /// <summary>A stage went a step further. Comes as often as the stage reports.</summary>
    void StageProgressed(PlanNode node, StageProgress progress);

    /// <summary>Something about a stage that a person should know, such as that another process has its lock.</summary>
    void StageNoted(PlanNode node, string text);

    /// <summary>A stage ended: done, failed, interrupted, or skipped without having begun.</summary>
    void StageFinished(PlanNode node, StageRecord record);
}
