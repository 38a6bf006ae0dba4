using System.Globalization;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Evaluation.Statistics;
using Pivot.Runner.Reports.Model;
using Pivot.Runner.Reports.Reading;
using Pivot.Runner.Store;

namespace Pivot.Runner.Reports.Building;

/// <summary>Judges the spec's claims at every sweep point.</summary>
/// <param name="plan">The plan.</param>
/// <param name="results">Its stored results.</param>
/// <param name="rows">The report's rows.</param>
/// <param name="references">Short names of stages.</param>
/// <param name="tables">Gives cells.</param>
/// <param name="registered">Since when claims stand in the spec.</param>
internal sealed class Claims(
    Plan plan, StoredResults results, IReadOnlyList<ReportRow> rows, StageReferences references, MeasureTables tables, IReadOnlyList<RegisteredClaim> registered)
{
    /// <summary>Claim by claim, point by point.</summary>
    public IReadOnlyList<ClaimEntry> All() => plan.Spec.Claims.SelectMany(c => Of(c.Key, c.Value)).ToList();

    private IEnumerable<ClaimEntry> Of(string name, ClaimSpec claim)
    {
        var expected = Expectation.Parse(claim.Expect);
        var metric = claim.Metric.Split('.', 2);
        var column = MeasureColumns.Of(plan, metric[0], metric[^1], claim.Metric);
        var points = rows.Where(r => r.Arm == expected.Left || r.Arm == expected.Right).Select(r => r.Point).Distinct();
        return points.Select(point => At(name, claim, expected, column, point));
    }

    private ClaimEntry At(string name, ClaimSpec claim, Expectation expected, MeasureColumn column, string point)
    {
        MeasureCell? Cell(string arm) => rows.FirstOrDefault(r => r.Arm == arm && r.Point == point) is { } row ? tables.CellOf(row, column) : null;
        var (left, right) = (Cell(expected.Left), Cell(expected.Right));
        var cells = new[] { left, right }.OfType<MeasureCell>().ToList();
        var entry = new ClaimEntry
        {
            Name = name, Spec = claim, Point = point, Expected = InWords(expected, claim), Left = left, Right = right, ItemWord = column.ItemWord,
            SeedsText = "–", Verdict = ClaimVerdict.Undecided, Why = "", Sources = references.Of(cells), Registered = Registered(name, claim, cells),
        };
        if (left?.Mean is not { } a || right?.Mean is not { } b)
            return entry with { Why = string.Join("; ", new[] { (expected.Left, left), (expected.Right, right) }.Where(c => c.Item2?.Mean is null)
                .Select(c => $"{c.Item1} has no number: {c.Item2?.Missing ?? "it does not have this sweep point"}")) };
        if (!tables.Differences.Comparable(left, right)) return entry with { Why = "the two arms optimise different objectives there, and their losses are numbers of different things" };
        if (left.Keys.SequenceEqual(right.Keys))
        {
            // Not measured to be equal: it is one stage.
            var verdict = ClaimJudge.Of(expected.Relation, claim.Margin, new Interval(0, 0));
            return entry with { Difference = 0, Verdict = verdict, Why = "both arms have the same stages here, computed once, so they cannot differ" };
        }
        var intervals = tables.Differences.Intervals(right, left, claim.Confidence);
        var (judged, why) = ClaimJudge.Of(expected.Relation, claim.Margin, intervals.OverSeeds, intervals.OverItems, column.ItemWord);
        var missing = string.Join("; ", cells.Where(c => c.Missing is not null).Select(c => $"{c.Row.Label} is {c.Missing}").Distinct());
        return entry with
        {
            Difference = a - b, OverSeeds = intervals.OverSeeds, OverItems = intervals.OverItems, Items = intervals.Items,
            SeedsText = Differences.SeedsText(intervals.OverSeeds, right, left), Verdict = judged, Why = missing.Length > 0 ? $"{why}; {missing}" : why,
        };
    }

    private static string InWords(Expectation expected, ClaimSpec claim)
    {
        var (relation, margin) = (expected.Relation, Numbers.Short(claim.Margin));
        return relation == ExpectedRelation.Equal
            ? $"{expected.Left} = {expected.Right} to within ± {margin}"
            : $"{expected.Left} {(relation == ExpectedRelation.Above ? ">" : "<")} {expected.Right}{(claim.Margin > 0 ? $" by more than {margin}" : "")}";
    }

    private string Registered(string name, ClaimSpec claim, IReadOnlyList<MeasureCell> cells)
    {
        if (registered.FirstOrDefault(r => r.Name == name && r.Claim == claim) is not { } since) return "";
        var done = cells.SelectMany(c => c.Keys).Distinct().Select(results.FinishedAt).OfType<DateTimeOffset>().ToList();
        var before = done.Count(d => d <= since.At);
        var time = since.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
        return done.Count == 0 ? $"registered {time}"
            : before == 0 ? $"registered {time}, before any of its numbers was there"
            : $"registered {time}, when {before} of its {done.Count} numbers {(before == 1 ? "was" : "were")} there already";
    }
}
