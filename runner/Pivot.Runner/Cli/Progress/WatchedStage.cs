using System.Globalization;
using Pivot.Runner.Queue.Views;

namespace Pivot.Runner.Cli.Progress;

/// <summary>A stage of a watched run in words.</summary>
internal static class WatchedStage
{
    /// <summary><c>150/600 steps  loss 0.5132  812 samples/s</c>.</summary>
    public static string Detail(StageView stage)
    {
        List<string> parts = [];
        if (stage.ProgressTotal is > 0 and var total) parts.Add($"{stage.ProgressDone ?? 0}/{total} {stage.ProgressUnit}");
        if (stage.Loss is { } loss) parts.Add(string.Create(CultureInfo.InvariantCulture, $"loss {loss:0.0000}"));
        if (stage.Rate is { } rate) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{rate:0} samples/s"));
        return string.Join("  ", parts);
    }

    /// <summary>Where it is: <c>bench cuda:0</c>.</summary>
    public static string Place(StageView stage) => string.Join(' ', new[] { stage.Host, stage.Device }.Where(t => !string.IsNullOrEmpty(t)));

    /// <summary>A line for a state that it has come into, or null where that is no news.</summary>
    public static string? News(StageView stage) => stage.State switch
    {
        "running" => $"start   {stage.Label} on {Place(stage)}",
        "done" => stage.Cached ? $"found   {stage.Label}" : $"done    {stage.Label} ({Words.Duration(TimeSpan.FromSeconds(stage.Seconds))})",
        "failed" => $"failed  {stage.Label}: {stage.Cause}",
        "skipped" => $"skipped {stage.Label}: {stage.Cause}",
        "cancelled" => $"stopped {stage.Label}{(stage.Cause is { } cause ? $": {cause}" : "")}",
        _ => null,
    };

    /// <summary>Where all of a run is: <c>running: 12 of 24 stages, 3 running</c>.</summary>
    public static string Head(RunView run)
    {
        var cause = run.Cause is { } text ? $": {text}" : "";
        return $"{FleetRuns.State(run)}{cause}, {run.Stages.Ended} of {Words.Count(run.Stages.Total, "stage")}"
            + string.Concat(run.Stages.Present.Where(p => p.State is "running" or "failed" or "skipped").Select(p => $", {p.Count} {p.State}"));
    }
}
