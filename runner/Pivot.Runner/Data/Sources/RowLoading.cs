using Pivot.Dsl.Specs;

namespace Pivot.Runner.Data.Sources;

/// <summary>From a view of files of rows to its rows: for a stage, and for the inspection, which goes on past mistakes.</summary>
internal static class RowLoading
{
    /// <summary>The rows, each parsed again when it is asked for; only their places are held.</summary>
    /// <exception cref="DataException">The first thing that is wrong, or that there are no rows.</exception>
    public static FileRows<T> Load<T>(RowFormat<T> format, RowsView view, RowSet set)
    {
        var gate = new RowGate<T>(format, view.Images, view.Policy);
        var places = new RowIndex();
        foreach (var (place, problem) in set.Rows(gate.Tally))
        {
            if (problem is not null) throw problem;
            if (gate.Admit(set.Files[place.File].Row(place)) is not null) places.Add(place);
            if (places.Count == set.Most) break;
        }
        var report = gate.Tally.Report();
        if (set.WrongCount(report) is { } wrong) throw new DataException($"{view.File}: {wrong}");
        return new FileRows<T>(set.Files, places, gate.Read, report);
    }

    /// <summary>The same rows with their texts, and what is wrong where one cannot be read.</summary>
    public static InspectedRows Inspect<T>(RowFormat<T> format, RowsView view, RowSet set)
    {
        var gate = new RowGate<T>(format, view.Images, view.Policy);
        return new InspectedRows(format.Shape, set.Read, Rows(format, set, gate), gate.Tally.Report) { WrongCount = set.WrongCount };
    }

    private static IEnumerable<(AdmittedRow? Row, DataException? Problem)> Rows<T>(RowFormat<T> format, RowSet set, RowGate<T> gate)
    {
        var kept = 0;
        foreach (var (place, broken) in set.Rows(gate.Tally))
        {
            var (row, problem) = broken is null ? Admit(format, set.Files[place.File], place, gate) : (null, broken);
            if (row is not null || problem is not null) yield return (row, problem);
            if (row is not null && ++kept == set.Most) yield break;
        }
    }

    private static (AdmittedRow?, DataException?) Admit<T>(RowFormat<T> format, RowFile file, RowPlace place, RowGate<T> gate)
    {
        try
        {
            return gate.Admit(file.Row(place)) is { } admitted ? (new AdmittedRow(admitted.Image, format.Texts(admitted.Sample)), null) : default;
        }
        catch (DataException problem)
        {
            return (null, problem);
        }
    }
}
