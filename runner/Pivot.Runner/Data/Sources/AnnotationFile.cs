using Pivot.Dsl.Specs;

namespace Pivot.Runner.Data.Sources;

/// <summary>Rows of a JSON array or of JSON lines one at a time. Which of the two it is, the first character says.</summary>
internal static class AnnotationFile
{
    /// <summary>
    /// The rows, each with what is wrong with it instead where it is no JSON object. Rows after a broken one are still read; where it cannot be
    /// told where a row ends, the file ends.
    /// </summary>
    /// <exception cref="DataException">The file is missing or cannot be read.</exception>
    public static IEnumerable<(AnnotationRow? Row, DataException? Problem)> Read(string path)
    {
        var set = new FileRowSet(path, null);
        foreach (var (place, problem) in set.Rows(new RowTally())) yield return problem is null ? Read(set.Files[0], place) : (null, problem);
    }

    /// <summary>Rows made into samples, each when it is asked for; only their places are held.</summary>
    /// <param name="format">How a row is read.</param>
    /// <param name="view">The file, and what is done with rows that are not as they should be.</param>
    /// <exception cref="DataException">The first thing that is wrong, or that there are no rows.</exception>
    public static FileRows<T> Load<T>(RowFormat<T> format, AnnotationView view) => RowLoading.Load(format, view, new FileRowSet(view.File, view.Limit));

    private static (AnnotationRow?, DataException?) Read(RowFile file, RowPlace place)
    {
        try
        {
            return (file.Row(place), null);
        }
        catch (DataException problem)
        {
            return (null, problem);
        }
    }
}
