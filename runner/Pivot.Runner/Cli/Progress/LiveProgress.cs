using Pivot.Dsl.Plans;
using Pivot.Runner.Execution;
using Pivot.Runner.Store;
using Spectre.Console;

namespace Pivot.Runner.Cli.Progress;

/// <summary>A run on a terminal: a bar for all of it, one for each stage under way, and a line above them for each that ended.</summary>
internal sealed class LiveProgress(IAnsiConsole console, ProgressContext context, Plan plan, TimeProvider time) : IRunObserver
{
    private readonly Lock _lock = new();
    private readonly StageLabels _labels = new(plan);
    private readonly Dictionary<string, (StageMeter Meter, ProgressTask Bar)> _running = [];
    private ProgressTask? _all;
    private int _ended;

    /// <summary>What a row shows.</summary>
    public static ProgressColumn[] Columns =>
        [new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 24 }, new PercentageColumn(), new DetailColumn()];

    public void RunStarted(Plan all, IReadOnlySet<string> cached)
    {
        lock (_lock)
        {
            var left = all.Nodes.Count - cached.Count;
            console.WriteLine($"{Words.Count(all.Nodes.Count, "stage")}: {left} to run, {cached.Count} found in the store");
            if (left > 0) _all = context.AddTask("[bold]all stages[/]", maxValue: left);
            ShowAll();
        }
    }

    public void StageStarted(PlanNode node)
    {
        lock (_lock)
        {
            var bar = context.AddTask(Markup.Escape(_labels.Of(node)), maxValue: 1);
            bar.IsIndeterminate = true;
            _running[node.Key] = (new StageMeter(time), bar);
        }
    }

    public void StageProgressed(PlanNode node, StageProgress progress)
    {
        lock (_lock)
        {
            var (meter, bar) = _running[node.Key];
            meter.Update(progress);
            bar.IsIndeterminate = progress.Total <= 0;
            // A full bar would be hidden as completed while the stage still writes its results.
            bar.Value = Math.Min(meter.Share, 0.999);
            bar.Tag = meter.ToString();
            ShowAll();
        }
    }

    public void StageNoted(PlanNode node, string text)
    {
        lock (_lock)
        {
            if (_running.TryGetValue(node.Key, out var row)) row.Bar.Tag = text;
        }
    }

    public void StageFinished(PlanNode node, StageRecord record)
    {
        lock (_lock)
        {
            _ended++;
            if (_running.Remove(node.Key, out var row))
            {
                row.Bar.StopTask();
                context.RemoveTask(row.Bar);
            }
            ShowAll();
            var color = record.State switch { StageState.Failed => "red", StageState.Skipped or StageState.Interrupted => "yellow", _ => "green" };
            console.MarkupLine($"[{color}]{Markup.Escape(Ending.Line(_labels.Of(node), record))}[/]");
        }
    }

    private void ShowAll()
    {
        if (_all is null) return;
        _all.Value = Math.Min(_ended + _running.Values.Sum(r => r.Meter.Share), _all.MaxValue);
        _all.Tag = $"{_ended}/{_all.MaxValue:0}";
    }
}
