using Pivot.Runner.Reports.Model;

namespace Pivot.Runner.Reports.Building;

/// <summary>Rows that share the same nodes of a stage.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Keys">Distinct keys over the seeds.</param>
/// <param name="IsAll">Whether every row of the report that has the stage is among them, and there is more than one.</param>
internal sealed record StageGroup(IReadOnlyList<ReportRow> Rows, IReadOnlyList<string> Keys, bool IsAll)
{
    /// <summary>The rows for a reader.</summary>
    public string Label => IsAll ? "all arms" : Numbers.Join(Rows.Select(r => r.Label).ToList());

    /// <summary>Groups the rows of a stage, in their order.</summary>
    public static IReadOnlyList<StageGroup> Of(IReadOnlyList<ReportRow> rows, string stage)
    {
        var asking = rows.Where(r => r.KeysOf(stage).Count > 0).ToList();
        return asking.GroupBy(r => string.Join(' ', r.KeysOf(stage)))
            .Select(g => new StageGroup(g.ToList(), g.First().KeysOf(stage), g.Count() == rows.Count && rows.Count > 1)).ToList();
    }
}
