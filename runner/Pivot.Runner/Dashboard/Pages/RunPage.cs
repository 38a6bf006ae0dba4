using Pivot.Runner.Dashboard.Markup;
using Pivot.Runner.Queue.Views;

namespace Pivot.Runner.Dashboard.Pages;

/// <summary>One run: what became of it, arms by stages, the plan, its stages.</summary>
internal static class RunPage
{
    /// <summary>The page.</summary>
    public static Html Render(Viewer viewer, FleetView fleet, RunView run, RunQuery query, bool report, CancellationToken cancel) => Layout.Page(run.Name, viewer, "Runs", Html.Of($"""
        <p class="path"><a href="/">Runs</a></p>
        <h1>{run.Name}</h1>
        {Html.Of($"<p class=\"question\">{run.Question}</p>").If(run.Question is not null)}
        {Layout.Live($"/live/runs/{run.Id}{query.Text()}", Body(viewer, fleet, run, query, report, cancel))}
        """));

    /// <summary>What changes while one looks.</summary>
    public static Html Body(Viewer viewer, FleetView fleet, RunView run, RunQuery query, bool report, CancellationToken cancel)
    {
        var now = DateTimeOffset.UtcNow;
        return Html.Of($"""
            {fleet.Unserved(run.Id, cancel).Select(q => Parts.Warning(q.ToString()))}
            {Html.Of($"<p class=\"warning\" role=\"status\">{Parts.Told(run.Cause)}</p>").If(run.Cause is not null)}
            <dl class="facts">
            <div><dt>State</dt><dd>{Parts.State(run.State)}{Parts.State("paused").If(run.Paused && run.Live)}</dd></div>
            {Html.Of($"<div><dt>Progress</dt><dd>{Parts.Bar(run.Progress, "progress of the run")}</dd></div>").If(run.Live)}
            <div><dt>Stages</dt><dd>{run.Stages.Done} of {run.Stages.Total} done{Html.Of($" ({run.Cached} from the store)").If(run.Cached > 0)}</dd></div>
            <div><dt>Device time</dt><dd>{Words.Duration(run.SpentSeconds)}{(run.BudgetSeconds is { } budget ? Html.Of($" of {Words.Duration(budget)}") : Html.Empty)}</dd></div>
            <div><dt>Submitted</dt><dd>{Parts.Ago(run.SubmittedAt, now)} by {run.SubmittedBy}</dd></div>
            {Html.Of($"<div><dt>Ended</dt><dd>{Parts.Ago(run.FinishedAt, now)}</dd></div>").If(run.FinishedAt is not null)}
            {Html.Of($"<div><dt>Deadline</dt><dd>{Parts.Ago(run.Deadline, now)}</dd></div>").If(run.Deadline is not null)}
            {Html.Of($"<div><dt>Hours</dt><dd>{run.DayWindow} {run.TimeZone}</dd></div>").If(run.DayWindow is not null)}
            {Html.Of($"<div><dt>Schedule</dt><dd>{run.Schedule}</dd></div>").If(run.Schedule is not null)}
            <div><dt>Priority</dt><dd>{run.Priority}</dd></div>
            <div><dt>Folder</dt><dd><code>{run.Folder}</code></dd></div>
            </dl>
            <div class="actions">
            {Html.Of($"""<a class="button main" href="/runs/{run.Id}/report/report.html">Open the report</a>""").If(report)}
            {Actions(viewer, run)}
            </div>
            <h2>Arms</h2>
            {ArmTable.Render(run, fleet.Cells(run.Id, cancel))}
            <h2>Plan</h2>
            {PlanPart.Render(fleet, run, query, cancel)}
            <h2>Stages</h2>
            {StageList.Render(fleet, run, query, now, cancel)}
            """);
    }

    private static Html Actions(Viewer viewer, RunView run)
    {
        var url = Parts.Url(run.Id);
        var again = run.Stages.Failed + run.Stages.Skipped + run.Stages.Cancelled > 0;
        var live = run is { Live: true, Stop: null };
        return Html.Of($"""
            {Parts.Button(viewer, $"{url}/pause", "Pause").If(live && !run.Paused)}
            {Parts.Button(viewer, $"{url}/resume", "Resume").If(live && run.Paused)}
            {Parts.Button(viewer, $"{url}/retry", "Retry what failed").If(again)}
            {Parts.Button(viewer, $"{url}/priority", "Set priority", fields: Html.Of($"""<input name="priority" type="number" value="{run.Priority}" min="0" max="100" aria-label="priority">""")).If(live)}
            {Parts.Button(viewer, $"{url}/cancel", "Cancel run", $"Cancel the run {run.Name}? What runs is stopped.").If(live)}
            """);
    }
}
