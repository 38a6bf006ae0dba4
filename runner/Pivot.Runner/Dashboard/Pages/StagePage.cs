using Pivot.Runner.Dashboard.Markup;
using Pivot.Runner.Queue.Views;

namespace Pivot.Runner.Dashboard.Pages;

/// <summary>One stage: its loss, what it waits for, attempts and log.</summary>
internal static class StagePage
{
    private const int LogLines = 200;

    /// <summary>The page.</summary>
    public static Html Render(Viewer viewer, FleetView fleet, RunView run, StageView stage, CancellationToken cancel) => Layout.Page(stage.Label, viewer, "Runs", Html.Of($"""
        <p class="path"><a href="/">Runs</a> / <a href="{Parts.Url(run.Id)}">{run.Name}</a></p>
        <h1>{stage.Label}</h1>
        {Layout.Live($"/live{Parts.Url(run.Id, stage.Key)}", Body(viewer, fleet, run, stage, cancel))}
        """));

    /// <summary>What changes while one looks.</summary>
    public static Html Body(Viewer viewer, FleetView fleet, RunView run, StageView stage, CancellationToken cancel)
    {
        var now = DateTimeOffset.UtcNow;
        var lines = fleet.Log(run.Id, stage.Key, 0, LogLines, cancel);
        return Html.Of($"""
            {Html.Of($"<p class=\"warning\" role=\"status\">{Parts.Told(stage.Cause)}</p>").If(stage.Cause is not null)}
            <dl class="facts">
            <div><dt>State</dt><dd>{Parts.State(stage.State)}{Html.Of($" found in the store").If(stage.Cached)}</dd></div>
            {(stage.Progress is { } share && !stage.Cached ? Html.Of($"<div><dt>Progress</dt><dd>{Parts.Bar(share, "progress of the stage")} <span class=\"faint\">{stage.ProgressDone} of {Words.Count(stage.ProgressTotal ?? 0, stage.ProgressUnit ?? "")}</span></dd></div>") : Html.Empty)}
            {Html.Of($"<div><dt>Loss</dt><dd class=\"loss\">{Words.Number(stage.Loss)}</dd></div>").If(stage.Loss is not null)}
            {Html.Of($"<div><dt>Samples a second</dt><dd>{Words.Number(stage.Rate is { } rate ? Math.Round(rate, 1) : null)}</dd></div>").If(stage.Rate is not null)}
            <div><dt>Kind</dt><dd>{stage.Kind}</dd></div>
            <div><dt>Arms</dt><dd>{string.Join(", ", stage.Arms)}</dd></div>
            <div><dt>Seeds</dt><dd>{string.Join(", ", stage.Seeds)}</dd></div>
            <div><dt>Asks for</dt><dd>{stage.Queue}</dd></div>
            {Html.Of($"<div><dt>Host</dt><dd>{stage.Host} {stage.Device}</dd></div>").If(stage.Host is not null)}
            {Html.Of($"<div><dt>Time</dt><dd>{Words.Duration(stage.State == "running" && stage.ClaimedAt is { } since ? (now - since).TotalSeconds : stage.Seconds)}</dd></div>").If(stage.State == "running" || stage.Seconds > 0)}
            {Html.Of($"<div><dt>Retries</dt><dd>{stage.Retries}</dd></div>").If(stage.Retries > 0)}
            {Html.Of($"<div><dt>Hosts lost</dt><dd>{stage.Losses}</dd></div>").If(stage.Losses > 0)}
            {Html.Of($"<div><dt>Micro-batch</dt><dd>halved {Words.Count(stage.Halvings, "time")}</dd></div>").If(stage.Halvings > 0)}
            {Html.Of($"<div><dt>Not before</dt><dd>{Parts.Ago(stage.NotBefore, now)}</dd></div>").If(stage.NotBefore > now && !stage.Ended)}
            <div><dt>Key</dt><dd><code>{stage.Key}</code></dd></div>
            </dl>
            <div class="actions">{Parts.Button(viewer, $"{Parts.Url(run.Id, stage.Key)}/cancel", "Cancel stage", $"Cancel {stage.Label}? What depends on it is skipped.").If(run is { Live: true, Stop: null } && !stage.Ended)}</div>
            {Parents(fleet, run, stage, cancel)}
            <h2>Loss</h2>
            {CurvePicture.Render(fleet.Curve(run.Id, stage.Key, cancel), stage.ProgressTotal, stage.ProgressUnit ?? "steps")}
            <h2>Attempts</h2>
            {Attempts(fleet.Attempts(run.Id, stage.Key, cancel), now)}
            <h2>Log</h2>
            {(lines.Count == 0 ? Parts.Nothing(Html.Of($"Nothing was said yet.")) : Html.Of($"""<div class="log" tabindex="0" role="log">{lines.Select(Line)}</div>"""))}
            """);
    }

    private static Html Parents(FleetView fleet, RunView run, StageView stage, CancellationToken cancel)
    {
        if (stage.Parents.Count == 0) return Html.Empty;
        // A merge of thousands is no list that a person reads.
        var shown = stage.Parents.Take(20).Select(p => fleet.Stage(run.Id, p, cancel)).OfType<StageView>()
            .Select(p => Html.Of($"""<li><a href="{Parts.Url(run.Id, p.Key)}">{p.Label}</a> {Parts.State(p.State)}</li>"""));
        return Html.Of($"<h2>Reads</h2><ul class=\"parents\">{shown}</ul>{Html.Of($"<p class=\"faint\">and {stage.Parents.Count - 20} more</p>").If(stage.Parents.Count > 20)}");
    }

    private static Html Attempts(IReadOnlyList<AttemptView> attempts, DateTimeOffset now) => attempts.Count == 0 ? Parts.Nothing(Html.Of($"No host began it yet."))
        : Parts.Cards("Attempts", Html.Of($"<th class=\"right\">No.</th><th>Host</th><th>Began</th><th class=\"right\">Time</th><th>Outcome</th><th>Cause</th>"), attempts.Select((a, i) => Html.Of($"""
            <tr><td class="right" data-label="no.">{i + 1}</td><td class="whole">{a.Host}<small>{a.Device}</small></td><td data-label="began">{Parts.Ago(a.StartedAt, now)}</td><td class="right" data-label="time">{Words.Duration(((a.EndedAt ?? now) - a.StartedAt).TotalSeconds)}</td>
            <td>{Parts.State(a.Outcome ?? "running")}<small>{a.Failure}</small></td><td class="cause">{Parts.Told(a.Cause)}</td></tr>
            """)));

    private static Html Line(LogLineView line) =>
        Html.Of($"""<div class="line">{Parts.Clock(line.At)} <span class="host">{line.Host}</span> <span class="text">{Parts.Told(line.Text)}</span></div>""");
}
