using System.Globalization;
using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Sources.Parquet;

/// <summary>
/// Classification sets in Parquet files as HuggingFace's datasets write them: an image and a class a row, the splits in files of their own names. A class is a number, whose name the
/// file's notes give (else the number is its name), or a name.
/// </summary>
public static class ParquetLabelSource
{
    private const int MostClasses = 1_000_000;

    /// <summary>Both splits.</summary>
    /// <param name="folder">Absolute path of the files.</param>
    /// <param name="train">Names of the training split's files, <c>*</c> for any letters.</param>
    /// <param name="test">Names of the test split's files.</param>
    /// <param name="columns">Which columns hold the images and classes.</param>
    /// <exception cref="DataException">A file is missing or damaged, a row has no class, or one that the training split has not.</exception>
    public static LabelledSet Load(string folder, string train, string test, ParquetColumns columns)
    {
        var files = ParquetTable.Files(folder, train);
        var (learnt, tried) = (Rows(files, columns), Rows(ParquetTable.Files(folder, test), columns));
        var classes = Classes(files[0], columns.Label, learnt, tried);
        var numbers = classes.Index().ToDictionary(c => c.Item, c => c.Index, StringComparer.Ordinal);
        LabelledSample[] Samples(List<(ImageReference Image, string Id, object Label)> rows) => [.. rows.Select(r => new LabelledSample(r.Id, r.Image, Number(r, classes, numbers)))];
        return new LabelledSet(classes, Samples(learnt), Samples(tried));
    }

    private static List<(ImageReference Image, string Id, object Label)> Rows(IReadOnlyList<string> files, ParquetColumns columns) =>
        [.. ParquetSource.Labels(files, columns).Select(r => r.Problem is null ? r.Sample : throw r.Problem)];

    private static IReadOnlyList<string> Classes(
        string file, string label, List<(ImageReference Image, string Id, object Label)> train, List<(ImageReference Image, string Id, object Label)> test)
    {
        if (train.Count == 0 || test.Count == 0) throw new DataException($"{file}: a split holds no rows");
        if (train[0].Label is string) return [.. train.Select(r => r.Label as string ?? throw new DataException($"{r.Image.Id}: the class is a number, those before it are names")).Distinct().Order(StringComparer.Ordinal)];
        if (ParquetSource.ClassNames(file, label) is { Count: > 0 } names)
            return names.Distinct(StringComparer.Ordinal).Count() == names.Count ? names : [.. names.Select((n, i) => $"{i} {n}")];
        var most = train.Concat(test).Max(r => r.Label as long? ?? -1);
        if (most is < 0 or >= MostClasses) throw new DataException($"{file}: the column {label} holds {most}; classes are numbered from 0");
        return [.. Enumerable.Range(0, (int)most + 1).Select(i => i.ToString(CultureInfo.InvariantCulture))];
    }

    private static int Number((ImageReference Image, string Id, object Label) row, IReadOnlyList<string> classes, Dictionary<string, int> numbers) => row.Label switch
    {
        long number when number >= 0 && number < classes.Count => (int)number,
        string name when numbers.TryGetValue(name, out var number) => number,
        var other => throw new DataException($"{row.Image.Id}: the class {other} is none of the {classes.Count} classes of the training split"),
    };
}
