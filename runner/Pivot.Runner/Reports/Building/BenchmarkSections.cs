using Pivot.Dsl.Plans;
using Pivot.Runner.Reports.Figures;
using Pivot.Runner.Reports.Model;
using Pivot.Runner.Reports.Reading;

namespace Pivot.Runner.Reports.Building;

/// <summary>Builds the benchmarks' sections.</summary>
internal sealed class BenchmarkSections(Plan plan, StoredResults results, IReadOnlyList<ReportRow> rows, MeasureTables tables)
{
    private const int MaxExamples = 8;

    /// <summary>A section for every stage whose questions have groups.</summary>
    public IReadOnlyList<BenchmarkSection> All() => MeasureColumns.Stages(plan)
        .Where(s => MeasureColumns.Kinds(plan, s).Any(k => k.HasGroups)).Select(Of).ToList();

    private BenchmarkSection Of(string stage)
    {
        var scores = rows.SelectMany(r => r.KeysOf(stage)).Select(results.Scores).ToList();
        var groups = scores.SelectMany(s => s.Keys).Where(n => n.StartsWith("accuracy.", StringComparison.Ordinal)).Distinct()
            .Select(n => n["accuracy.".Length..]).ToList();
        var columns = new List<MeasureColumn> { MeasureColumns.Of(plan, stage, "accuracy", "overall") };
        columns.AddRange(groups.Select(g => MeasureColumns.Of(plan, stage, $"accuracy.{g}", g)));
        var counts = groups.Select(g => $"n.{g}").Prepend("n").Select(n => scores.Where(s => s.ContainsKey(n)).Select(s => Numbers.Count(s[n])).FirstOrDefault("")).ToList();
        var table = tables.Of($"{stage}-groups", $"Accuracy on {stage}, overall and by group of questions", columns) with
        {
            Counts = counts.Exists(c => c.Length > 0) ? counts : [],
        };
        var figure = table.Rows.All(r => r.IsEmpty) ? null : new ReportFigure(
            $"figures/{stage}-groups.png", $"Accuracy on {stage} by group of questions, for each arm", GroupBarsFigure.Draw(table));
        return new BenchmarkSection(stage, table, figure, Examples(stage, table));
    }

    // Of each arm's first seed: what one reader would see when trying the models out.
    private List<AnswerExample> Examples(string stage, MeasureTable table)
    {
        var answers = table.Rows.Select(r => r.Row.KeysOf(stage).Where(k => results.Items(k).Count > 0).Take(1)
            .SelectMany(results.Items).GroupBy(i => i.Id).ToDictionary(g => g.Key, g => g.First())).ToList();
        if (answers.Count(a => a.Count > 0) < 2) return [];
        return answers.First(a => a.Count > 0).Values
            .Where(i => i.Fields["answer"] is not null
                && answers.Where(a => a.Count > 0).Select(a => a.TryGetValue(i.Id, out var same) ? same.Number("score") : null).Distinct().Count() > 1)
            .GroupBy(i => i.Group).SelectMany(g => g.Select((item, rank) => (item, rank)))
            .OrderBy(p => p.rank).Take(MaxExamples).Select(p => new AnswerExample(
                p.item.Text("question"), p.item.Group ?? "", p.item.Text("expected"),
                answers.Select(a => a.TryGetValue(p.item.Id, out var same) ? same.Text("answer") + (same.Number("score") >= 1 ? " ✓" : "") : "–").ToList()))
            .ToList();
    }
}
