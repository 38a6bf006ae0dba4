using Pivot.Dsl.Plans;
using Pivot.Runner.Evaluation.Statistics;
using Pivot.Runner.Reports.Model;

namespace Pivot.Runner.Reports.Building;

/// <summary>Compares two cells of a column.</summary>
internal sealed class Differences(Plan plan, ItemScores items)
{
    /// <summary>Difference of a cell to the baseline's, or null where a side is empty or the two stages optimise different things.</summary>
    public MeasureDifference? Of(MeasureCell baseline, MeasureCell cell)
    {
        if (baseline.Mean is not { } from || cell.Mean is not { } to || !Comparable(baseline, cell)) return null;
        if (baseline.Keys.SequenceEqual(cell.Keys))
            return new MeasureDifference
            {
                Value = 0, Verdict = Verdict.Same, SeedsText = "–", ItemsText = "–", VerdictText = "the same stage as the baseline's, computed once",
            };

        var (overSeeds, overItems, count) = Intervals(baseline, cell);
        var verdict = Judge(cell.Column.Direction, to - from, overSeeds, overItems);
        return new MeasureDifference
        {
            Value = to - from,
            OverSeeds = overSeeds,
            OverItems = overItems,
            Items = count,
            Verdict = verdict,
            SeedsText = SeedsText(overSeeds, baseline, cell),
            ItemsText = overItems is { } i ? Numbers.Range(i) : "–",
            VerdictText = InWords(verdict, cell.Column.ItemWord, overSeeds is not null, overItems is not null),
        };
    }

    /// <summary>Intervals of the mean of <paramref name="cell"/> minus that of <paramref name="baseline"/>.</summary>
    /// <param name="baseline">The one side, with values.</param>
    /// <param name="cell">The other side, with values.</param>
    /// <param name="confidence">Coverage in (0, 1).</param>
    public DifferenceIntervals Intervals(MeasureCell baseline, MeasureCell cell, double confidence = 0.95)
    {
        var (overItems, count) = OverItems(baseline, cell, confidence);
        return new DifferenceIntervals(WelchInterval.OfDifference(baseline.Values, cell.Values, confidence), overItems, count);
    }

    /// <summary>The interval over seeds as printed, or why there is none.</summary>
    public static string SeedsText(Interval? overSeeds, MeasureCell baseline, MeasureCell cell) => overSeeds is { } s ? Numbers.Range(s)
        : baseline.N < 2 || cell.N < 2 ? $"none (n = {Math.Min(baseline.N, cell.N)})" : "none (no spread)";

    private (Interval?, int) OverItems(MeasureCell baseline, MeasureCell cell, double confidence)
    {
        if (items.Of(baseline.Keys, baseline.Column) is not { } a || items.Of(cell.Keys, cell.Column) is not { } b) return (null, 0);
        var shared = a.Keys.Where(b.ContainsKey).ToList();
        return shared.Count < 2 ? (null, 0)
            : (PairedBootstrap.OfMeanDifference(shared.Select(id => a[id]).ToList(), shared.Select(id => b[id]).ToList(), confidence: confidence), shared.Count);
    }

    /// <summary>Whether two cells are of one scale: the losses of two objectives are numbers of different things, whatever they are called.</summary>
    public bool Comparable(MeasureCell a, MeasureCell b)
    {
        StageKind kindA = MeasureColumns.KindOf(plan[a.Keys[0]]), kindB = MeasureColumns.KindOf(plan[b.Keys[0]]);
        return kindA.Name == kindB.Name || !kindA.Trains;
    }

    private static Verdict Judge(int direction, double difference, Interval? seeds, Interval? items)
    {
        if (direction == 0) return Verdict.NoDirection;
        if (seeds is null && items is null) return Verdict.NoInterval;
        var better = Math.Sign(difference) == Math.Sign(direction);
        bool overSeeds = seeds?.Excludes(0) ?? false, overItems = items?.Excludes(0) ?? false;
        if (overSeeds && (overItems || items is null)) return better ? Verdict.Better : Verdict.Worse;
        if (overItems) return better ? Verdict.BetterOverItems : Verdict.WorseOverItems;
        if (overSeeds) return better ? Verdict.BetterOverSeeds : Verdict.WorseOverSeeds;
        return Verdict.Open;
    }

    private static string InWords(Verdict verdict, string items, bool hasSeeds, bool hasItems)
    {
        var both = hasItems ? $"over seeds and {items}" : "over seeds";
        var itemsOnly = hasSeeds ? $"over {items}, open over seeds" : $"over {items}; no interval over seeds";
        return verdict switch
        {
            Verdict.Better => $"better {both}",
            Verdict.Worse => $"worse {both}",
            Verdict.BetterOverItems => $"better {itemsOnly}",
            Verdict.WorseOverItems => $"worse {itemsOnly}",
            Verdict.BetterOverSeeds => $"better over seeds, open over {items}",
            Verdict.WorseOverSeeds => $"worse over seeds, open over {items}",
            Verdict.Open => "not told apart",
            Verdict.NoInterval => "no interval can be given",
            _ => "",
        };
    }
}
