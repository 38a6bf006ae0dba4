using Pivot.Dsl.Plans;
using Pivot.Runner.Reports.Model;

namespace Pivot.Runner.Reports.Building;

/// <summary>Short names of nodes (S1, S2, ... in plan order), by which tables refer to the list of stages at the report's end.</summary>
internal sealed class StageReferences(Plan plan)
{
    private readonly Dictionary<string, int> _numbers = plan.Nodes.Select((n, i) => (n.Key, i)).ToDictionary(p => p.Key, p => p.i + 1);

    /// <summary><c>S7</c>.</summary>
    public string NameOf(string key) => $"S{_numbers[key]}";

    /// <summary><c>[S7](#s7)</c>.</summary>
    public string LinkOf(string key) => $"[S{_numbers[key]}](#s{_numbers[key]})";

    /// <summary>The stages behind a table's cells, stage by stage and row by row: <c>vqa: sft [S7](#s7) [S8](#s8), dpo ...</c>.</summary>
    public string Of(IEnumerable<MeasureCell> cells) => string.Join("; ", cells
        .Where(c => c.Keys.Count > 0).GroupBy(c => c.Column.Stage)
        .Select(stage => $"{stage.Key}: " + string.Join(", ", stage.GroupBy(c => string.Join(' ', c.Keys.Select(LinkOf)))
            .Select(same => $"{string.Join(" and ", same.Select(c => c.Row.Label).Distinct())} {same.Key}"))));
}
