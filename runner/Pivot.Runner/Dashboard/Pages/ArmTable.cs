using Pivot.Runner.Dashboard.Markup;
using Pivot.Runner.Queue.Views;

namespace Pivot.Runner.Dashboard.Pages;

/// <summary>Arms by stages' names: how far each is.</summary>
internal static class ArmTable
{
    /// <summary>The table.</summary>
    public static Html Render(RunView run, IReadOnlyList<CellView> cells)
    {
        if (cells.Count == 0) return Parts.Nothing(Html.Of($"The plan has no stages."));
        var stages = cells.GroupBy(c => c.Stage).OrderBy(g => g.Min(c => c.Order)).Select(g => g.Key).ToList();
        var order = run.Arms.ToList();
        // In the order in which the experiment names them.
        var arms = cells.Select(c => c.Arm).Distinct().OrderBy(a => order.IndexOf(a) is >= 0 and var at ? at : int.MaxValue).ToList();
        var byPlace = cells.ToDictionary(c => (c.Arm, c.Stage));
        return Parts.Table("Arms by stages", Html.Of($"<th>Arm</th>{stages.Select(s => Html.Of($"<th>{s}</th>"))}"), arms.Select(a => Html.Of(
            $"""<tr><th scope="row">{a}</th>{stages.Select(s => Html.Of($"<td>{(byPlace.TryGetValue((a, s), out var cell) ? Cell(run.Id, cell) : Html.Empty)}</td>"))}</tr>""")));
    }

    private static Html Cell(Guid run, CellView cell) => Html.Of($"""
        <a class="cell" href="{Parts.Url(run)}{new RunQuery(new(null, cell.Stage, cell.Arm), 0, null).Text()}#stages">{Parts.Stack(cell.Stages)}<small>{Told(cell.Stages)}</small></a>
        """);

    private static string Told(StageCounts counts)
    {
        var present = counts.Present.ToList();
        return present.Count == 1 ? (counts.Total == 1 ? present[0].State : $"{counts.Total} {present[0].State}") : $"{counts.Done} of {counts.Total} done";
    }
}
