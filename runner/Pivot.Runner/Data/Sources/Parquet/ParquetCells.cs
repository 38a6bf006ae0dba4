using System.Text;

namespace Pivot.Runner.Data.Sources.Parquet;

/// <summary>The values of a column row by row, a page in memory at a time: a text, a <see cref="long"/>, null, or of a column of lists a list of these.</summary>
internal static class ParquetCells
{
    private const int MostItems = 100_000;

    /// <summary>The values of a group of rows.</summary>
    /// <exception cref="DataException">The file is damaged, or a text is not UTF-8.</exception>
    public static IEnumerable<object?> Of(string file, ParquetChunk chunk)
    {
        if (chunk.Leaf.MaxRepetition > 1) throw new DataException($"{file}: the column {chunk.Leaf.Path} holds lists of lists, which are not read");
        if (chunk.Leaf.MaxRepetition == 0) return Values(file, chunk).Select(v => v.Value);
        return Lists(file, chunk);
    }

    private static IEnumerable<object?> Lists(string file, ParquetChunk chunk)
    {
        List<object?>? list = null;
        foreach (var (begins, there, value) in Values(file, chunk))
        {
            if (begins)
            {
                if (list is not null) yield return list;
                list = [];
            }
            if (list is null) throw ParquetPage.Damaged(file);
            if (list.Count == MostItems) throw new DataException($"{file}: a row of {chunk.Leaf.Path} has more than {MostItems:#,0} items");
            if (there) list.Add(value);
        }
        if (list is not null) yield return list;
    }

    // Whether a row begins, whether there is an item (an empty list has none, an item may be null), and its value.
    private static IEnumerable<(bool Begins, bool There, object? Value)> Values(string file, ParquetChunk chunk)
    {
        ParquetValues? dictionary = null;
        var leaf = chunk.Leaf;
        foreach (var page in ParquetPage.Of(file, chunk))
        {
            if (page.IsDictionary)
            {
                dictionary = ParquetPageContent.Dictionary(file, chunk, page);
                continue;
            }
            var content = ParquetPageContent.Read(file, chunk, page, dictionary);
            var next = 0;
            for (var i = 0; i < page.Values; i++)
            {
                var level = content.Definitions?[i] ?? leaf.MaxDefinition;
                yield return (content.Repetitions is null || content.Repetitions[i] == 0, level >= leaf.ItemDefinition, level == leaf.MaxDefinition ? Value(file, leaf, content.Values, next++) : null);
            }
        }
    }

    private static object Value(string file, ParquetLeaf leaf, ParquetValues values, int i)
    {
        if (leaf.Type != ParquetType.ByteArray) return values.Number(i);
        try
        {
            return values.Text(i);
        }
        catch (DecoderFallbackException problem)
        {
            throw new DataException($"{file}: the column {leaf.Path} holds bytes that are no text (UTF-8)", problem);
        }
    }
}
