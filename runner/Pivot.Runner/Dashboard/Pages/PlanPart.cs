using Pivot.Runner.Dashboard.Markup;
using Pivot.Runner.Queue.Views;

namespace Pivot.Runner.Dashboard.Pages;

/// <summary>The plan of a run as a picture: a box a stage where they are few, a box a stage's name where they are many.</summary>
internal static class PlanPart
{
    private const int FewStages = 40;
    private const int MostStages = 300;

    /// <summary>The picture and the choice between both.</summary>
    public static Html Render(FleetView fleet, RunView run, RunQuery query, CancellationToken cancel)
    {
        var total = run.Stages.Total;
        if (total == 0) return Parts.Nothing(Html.Of($"The plan has no stages."));
        var whole = total <= MostStages && (query.Whole ?? total <= FewStages);
        var nodes = whole ? Stages(run.Id, fleet.Stages(run.Id, cancel)) : Names(run.Id, fleet.Cells(run.Id, cancel), fleet.Links(run.Id, cancel), fleet.Names(run.Id, cancel));
        return Html.Of($"""
            {Html.Of($"""<p class="filter">{Choice(run, query, true, "a box a stage", whole)}{Choice(run, query, false, "a box a name", !whole)}</p>""").If(total is > 1 and <= MostStages)}
            {GraphPicture.Render(nodes)}
            """);
    }

    private static Html Choice(RunView run, RunQuery query, bool whole, string text, bool chosen) =>
        Html.Of($"""<a href="{Parts.Url(run.Id)}{(query with { Whole = whole }).Text()}" {(chosen ? Html.Of($"aria-current=\"true\"") : Html.Empty)}>{text}</a>""");

    private static List<GraphNode> Stages(Guid run, IReadOnlyList<StageView> stages) => [.. stages.Select(s =>
        new GraphNode(s.Key, s.Label, s is { State: "running", Progress: { } share } ? Words.Percent(share) : "", Parts.Url(run, s.Key), Single(s.State), s.Parents))];

    private static List<GraphNode> Names(Guid run, IReadOnlyList<CellView> cells, IReadOnlyList<LinkView> links, IReadOnlyDictionary<string, StageCounts> counts)
    {
        var parents = links.ToLookup(l => l.Stage, l => l.Parent);
        return [.. cells.GroupBy(c => c.Stage).OrderBy(g => g.Min(c => c.Order)).Select(g => new GraphNode(g.Key, g.Key, "",
            $"{Parts.Url(run)}{new RunQuery(new(Stage: g.Key), 0, null).Text()}#stages", counts[g.Key], [.. parents[g.Key]]))];
    }

    private static StageCounts Single(string state)
    {
        return new(Has("blocked"), Has("ready"), Has("queued"), Has("running"), Has("done"), Has("failed"), Has("skipped"), Has("cancelled"));

        long Has(string other) => state == other ? 1 : 0;
    }
}
