using Pivot.Runner.Queue.Views;

namespace Pivot.Runner.Cli.Progress;

/// <summary>A watched run in plain lines, for logs: a line for every stage that begins or ends, and in between where it is, every ten seconds at most.</summary>
internal sealed class PlainWatch(TextWriter to, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private readonly Dictionary<string, (string State, long Epoch)> _known = [];
    private long _told = time.GetTimestamp();
    private string _head = "";

    /// <summary>Shows what is new.</summary>
    public void Show(RunView run, IReadOnlyList<StageView> stages)
    {
        if (_head.Length == 0) to.WriteLine($"run     {run.Folder}");
        foreach (var stage in stages)
        {
            var now = (stage.State, stage.Epoch);
            if (_known.TryGetValue(stage.Key, out var before) && before == now) continue;
            _known[stage.Key] = now;
            if (WatchedStage.News(stage) is { } news) to.WriteLine(news);
        }
        var head = WatchedStage.Head(run);
        if (head != _head) to.WriteLine($"        {head}");
        _head = head;
        if (time.GetElapsedTime(_told) < Every) return;
        _told = time.GetTimestamp();
        foreach (var stage in stages.Where(s => s.State == "running" && s.ProgressTotal > 0)) to.WriteLine($"        {stage.Label}: {WatchedStage.Detail(stage)}");
    }
}
