using Pivot.Dsl.Specs;

namespace Pivot.Runner.Data.Sources;

/// <summary>Rows of a JSON array or of JSON lines. Which of the two it is, the first character says.</summary>
internal static class AnnotationFile
{
    /// <summary>
    /// The rows one at a time, each with what is wrong with it instead where it is no JSON object. Rows after a broken one are still read;
    /// where it cannot be told where a row ends, the file ends.
    /// </summary>
    /// <exception cref="DataException">The file is missing or cannot be read.</exception>
    public static IEnumerable<(AnnotationRow? Row, DataException? Problem)> Read(string path)
    {
        var file = new RowFile(path);
        var scanner = new RowScanner(file);
        while (true)
        {
            var found = Next(file, scanner);
            if (found is (null, null)) yield break;
            yield return found;
        }
    }

    /// <summary>Rows made into samples, each when it is asked for; only their places are held.</summary>
    /// <param name="format">How a row is read.</param>
    /// <param name="view">The file, and what is done with rows that are not as they should be.</param>
    /// <exception cref="DataException">The first thing that is wrong, or that there are no rows.</exception>
    public static FileRows<T> Load<T>(RowFormat<T> format, AnnotationView view) => Load(format, [view.File], view.Images, view.Policy, view.Limit);

    /// <summary>Rows of several files, one after the other.</summary>
    /// <inheritdoc cref="Load{T}(RowFormat{T}, AnnotationView)"/>
    public static FileRows<T> Load<T>(RowFormat<T> format, IReadOnlyList<string> paths, string images, RowPolicy policy, int? limit)
    {
        var gate = new RowGate<T>(format, images, policy);
        var places = new RowIndex();
        RowFile[] files = [.. paths.Select((path, i) => new RowFile(path, i))];
        var read = 0;
        foreach (var file in files)
        {
            var scanner = new RowScanner(file);
            for (; read < (limit ?? int.MaxValue) && scanner.Next(out var place); read++)
                if (gate.Admit(file.Row(place)) is not null) places.Add(place);
        }
        var report = gate.Tally.Report();
        if (report.Read == 0) throw new DataException($"{paths[0]}: the file holds no rows");
        return new FileRows<T>(files, places, gate.Read, report);
    }

    private static (AnnotationRow?, DataException?) Next(RowFile file, RowScanner scanner)
    {
        try
        {
            return scanner.Next(out var place) ? (file.Row(place), null) : default;
        }
        catch (DataException problem)
        {
            return (null, problem);
        }
    }
}
