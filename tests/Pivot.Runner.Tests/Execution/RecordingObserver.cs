using Pivot.Dsl.Plans;
using Pivot.Runner.Execution;
using Pivot.Runner.Store;

namespace Pivot.Runner.Tests.Execution;

/// <summary>Remembers what happened, in order, as short lines.</summary>
public sealed class RecordingObserver : IRunObserver
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines) return [.. _lines];
        }
    }

    public void RunStarted(Plan plan, IReadOnlySet<string> cached) => Add($"run {cached.Count}/{plan.Nodes.Count}");

    public void StageStarted(PlanNode node) => Add($"start {node.Stage}");

    public void StageProgressed(PlanNode node, StageProgress progress) => Add($"progress {node.Stage} {progress.Done}/{progress.Total}");

    public void StageNoted(PlanNode node, string text) => Add($"note {node.Stage} {text}");

    public void StageFinished(PlanNode node, StageRecord record) => Add($"{record.State} {node.Stage}");

    private void Add(string line)
    {
        lock (_lines) _lines.Add(line);
    }
}
