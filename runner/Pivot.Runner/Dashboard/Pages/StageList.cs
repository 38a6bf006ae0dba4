using Pivot.Runner.Dashboard.Markup;
using Pivot.Runner.Queue.Views;

namespace Pivot.Runner.Dashboard.Pages;

/// <summary>A run's stages, those that run and those that failed first.</summary>
internal static class StageList
{
    /// <summary>How many a page has.</summary>
    public const int Size = 100;

    /// <summary>The list.</summary>
    public static Html Render(FleetView fleet, RunView run, RunQuery query, DateTimeOffset now, CancellationToken cancel)
    {
        var stages = fleet.Stages(run.Id, query.Filter, Size + 1, query.Offset, cancel);
        var rows = stages.Take(Size).Select(s => Row(run.Id, s, now)).ToList();
        var table = rows.Count == 0 ? Parts.Nothing(Html.Of($"No stage is so."))
            : Parts.Cards("Stages", Html.Of($"<th>Stage</th><th>State</th><th>Progress</th><th class=\"right\">Loss</th><th class=\"right\">Samples/s</th><th>Host</th><th class=\"right\">Time</th>"), rows);
        return Html.Of($"""
            <div id="stages" class="filter">{Filters(run, query)}</div>
            {table}
            <p class="pages">{Page(run, query, query.Offset - Size, "Back").If(query.Offset > 0)} {Page(run, query, query.Offset + Size, "Further stages").If(stages.Count > Size)}</p>
            """);
    }

    private static Html Filters(RunView run, RunQuery query)
    {
        var filter = query.Filter;
        var chosen = new (string Name, string? Value, StageFilter Without)[]
        {
            ("arm", filter.Arm, filter with { Arm = null }), ("stage", filter.Stage, filter with { Stage = null }),
        }.Where(c => c.Value is not null).Select(c => Html.Of($"""<a class="chosen" href="{Address(run, query, c.Without)}" title="show all">{c.Name} {c.Value} <span aria-hidden="true">×</span></a>"""));
        var states = run.Stages.Present.Select(p => Html.Of(
            $"""<a class="state {Parts.StateClass(p.State)}" href="{Address(run, query, filter with { State = p.State })}" {(p.State == filter.State ? Html.Of($"aria-current=\"true\"") : Html.Empty)}>{p.Count} {p.State}</a>"""));
        return Html.Of($"""<a href="{Address(run, query, new())}" {(filter == new StageFilter() ? Html.Of($"aria-current=\"true\"") : Html.Empty)}>all {run.Stages.Total}</a>{states}{chosen}""");
    }

    private static string Address(RunView run, RunQuery query, StageFilter filter) => $"{Parts.Url(run.Id)}{(query with { Filter = filter, Offset = 0 }).Text()}#stages";

    private static Html Page(RunView run, RunQuery query, int offset, string text) =>
        Html.Of($"""<a href="{Parts.Url(run.Id)}{(query with { Offset = Math.Max(0, offset) }).Text()}#stages">{text}</a>""");

    private static Html Row(Guid run, StageView stage, DateTimeOffset now) => Html.Of($"""
        <tr id="stage-{stage.Key}">
        <td class="name"><a href="{Parts.Url(run, stage.Key)}">{stage.Label}</a><small>{stage.Kind} · {Words.Key(stage.Key)}</small></td>
        <td>{Parts.State(stage.State)}{Html.Of($"<small>from the store</small>").If(stage.Cached)}{Html.Of($"<small class=\"cause\">{Parts.Told(stage.Cause)}</small>").If(stage.Cause is not null)}</td>
        <td>{(stage.Progress is { } share && stage.State != "done" ? Parts.Bar(share, "progress of the stage") : Html.Empty)}</td>
        <td class="right" data-label="loss">{Words.Number(stage.Loss)}</td>
        <td class="right" data-label="samples/s">{Words.Number(stage.State == "running" && stage.Rate is { } rate ? Math.Round(rate, 1) : null)}</td>
        <td class="whole">{stage.Host}{Html.Of($"<small>{stage.Device}</small>").If(stage.Device is not null)}</td>
        <td class="right" data-label="time">{Time(stage, now)}</td>
        </tr>
        """);

    private static Html Time(StageView stage, DateTimeOffset now) => stage switch
    {
        { State: "running", ClaimedAt: { } since } => Html.Of($"{Words.Duration((now - since).TotalSeconds)}"),
        { Seconds: > 0 } => Html.Of($"{Words.Duration(stage.Seconds)}"),
        { NotBefore: { } time, Ended: false } when time > now => Parts.Ago(time, now),
        _ => Html.Empty,
    };
}
