using Pivot.Runner.Dashboard.Markup;
using Pivot.Runner.Queue.Views;

namespace Pivot.Runner.Dashboard.Pages;

/// <summary>All runs, the newest first.</summary>
internal static class RunsPage
{
    /// <summary>How many a page has.</summary>
    public const int Size = 50;

    /// <summary>The page.</summary>
    public static Html Render(Viewer viewer, FleetView fleet, DateTimeOffset? before, CancellationToken cancel)
    {
        var from = before is { } time ? $"/live/runs?before={Uri.EscapeDataString(time.ToString("o"))}" : "/live/runs";
        return Layout.Page("Runs", viewer, "Runs", Html.Of($"<h1>Runs</h1>{Layout.Live(from, Body(fleet, before, cancel))}"));
    }

    /// <summary>What changes while one looks.</summary>
    public static Html Body(FleetView fleet, DateTimeOffset? before, CancellationToken cancel)
    {
        var now = DateTimeOffset.UtcNow;
        var runs = fleet.Runs(Size + 1, before, cancel);
        if (runs.Count == 0) return Parts.Nothing(before is null ? Html.Of($"No run was submitted yet: <code>pivot submit SPEC</code> brings one.") : Html.Of($"There are no older runs."));
        var older = runs.Count > Size ? Html.Of($"""<p><a href="/?before={Uri.EscapeDataString(runs[Size - 1].SubmittedAt.ToString("o"))}">Older runs</a></p>""") : Html.Empty;
        return Html.Of($"""
            {fleet.Unserved(null, cancel).Select(q => Parts.Warning(q.ToString()))}
            {Parts.Cards("Runs", Html.Of($"<th>Run</th><th>State</th><th>Progress</th><th>Stages</th><th class=\"right\">Device time</th><th>Submitted</th>"), runs.Take(Size).Select(r => Row(r, now)))}
            {older}
            """);
    }

    private static Html Row(RunView run, DateTimeOffset now) => Html.Of($"""
        <tr id="run-{run.Id}">
        <td class="name"><a href="{Parts.Url(run.Id)}">{run.Name}</a><small>{run.Folder}</small></td>
        <td>{Parts.State(run.State)}{Parts.State("paused").If(run.Paused && run.Live)}{Html.Of($"<small class=\"cause\">{Parts.Told(run.Cause)}</small>").If(run.Cause is not null)}</td>
        <td>{Parts.Bar(run.Progress, "progress").If(run.Live)}</td>
        <td>{(run.Stages.Total == 0 ? Html.Of($"""<span class="faint">no stages</span>""") : Html.Of($"""{Parts.Stack(run.Stages)}<small>{run.Stages.Done} of {Words.Count(run.Stages.Total, "stage")} done{Html.Of($", {run.Stages.Failed} failed").If(run.Stages.Failed > 0)}</small>"""))}</td>
        <td class="right" data-label="device time">{(run.SpentSeconds > 0 ? Words.Duration(run.SpentSeconds) : "")}</td>
        <td>{Parts.Ago(run.SubmittedAt, now)}<small>{run.SubmittedBy}</small></td>
        </tr>
        """);
}
