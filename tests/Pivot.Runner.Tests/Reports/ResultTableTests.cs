using Pivot.Runner.Reports;
using Pivot.Runner.Store;

namespace Pivot.Runner.Tests.Reports;

public sealed class ResultTableTests
{
    [Fact]
    public void Its_cells_are_those_of_the_report()
    {
        using var run = new ExampleRun();
        var table = ResultTable.Of(run.Plan, run.Record, key => Directory.Exists(run.FolderOf(key).Path) ? new CompletedStage(key, run.FolderOf(key)) : null);
        Assert.Equal(["sft", "dpo", "none"], table.Rows.Select(r => r.Arm));
        var markdown = run.WriteMarkdown();
        Assert.All(table.Rows.SelectMany(r => r.Cells), cell => Assert.Contains(cell.Value, markdown));
        var compared = table.Rows[1].Cells.Where(c => c.Difference is not null).ToList();
        Assert.NotEmpty(compared);
        Assert.Contains(compared, c => c.Interval is { } interval && c.ToString().StartsWith($"{c.Value} ({c.Difference} {interval}", StringComparison.Ordinal));
        Assert.All(table.Rows[0].Cells, c => Assert.Null(c.Difference));
    }
}
