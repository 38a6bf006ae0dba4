using Pivot.Dsl.Plans;
using Pivot.Runner.Execution;
using Pivot.Runner.Store;

namespace Pivot.Runner.Cli.Progress;

/// <summary>A run in plain lines, for logs: a stage's start and end, and in between a line every five seconds at most.</summary>
internal sealed class PlainProgress(TextWriter to, Plan plan, TimeProvider time) : IRunObserver
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private readonly Lock _lock = new();
    private readonly StageLabels _labels = new(plan);
    private readonly Dictionary<string, (StageMeter Meter, TimeSpan Told)> _running = [];
    private int _total;
    private int _ended;

    public void RunStarted(Plan all, IReadOnlySet<string> cached)
    {
        lock (_lock)
        {
            _total = all.Nodes.Count - cached.Count;
            to.WriteLine($"{Words.Count(all.Nodes.Count, "stage")}: {_total} to run, {cached.Count} found in the store");
        }
    }

    public void StageStarted(PlanNode node)
    {
        lock (_lock)
        {
            _running[node.Key] = (new StageMeter(time), TimeSpan.Zero);
            to.WriteLine($"start   {_labels.Of(node)} ({node.Spec.Kind})");
        }
    }

    public void StageProgressed(PlanNode node, StageProgress progress)
    {
        lock (_lock)
        {
            var (meter, told) = _running[node.Key];
            meter.Update(progress);
            if (meter.Elapsed - told < Every) return;
            _running[node.Key] = (meter, meter.Elapsed);
            to.WriteLine($"        {_labels.Of(node)}: {meter}");
        }
    }

    public void StageNoted(PlanNode node, string text)
    {
        lock (_lock) to.WriteLine($"        {_labels.Of(node)}: {text}");
    }

    public void StageFinished(PlanNode node, StageRecord record)
    {
        lock (_lock)
        {
            _running.Remove(node.Key);
            _ended++;
            to.WriteLine($"{Ending.Line(_labels.Of(node), record)} [{_ended}/{_total}]");
        }
    }
}
