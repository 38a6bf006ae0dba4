namespace Pivot.Runner.Data.Sources.Parquet;

/// <summary>The bytes of any row of a column, by its number: a page is read when one of its rows is asked for. Thread-safe.</summary>
internal sealed class ParquetBytes(ParquetFooter footer, ParquetLeaf leaf)
{
    private readonly Dictionary<ParquetRowGroup, Index> _indices = [];
    private readonly Lock _lock = new();

    /// <summary>The bytes, or null where the row has none.</summary>
    /// <exception cref="DataException">The file is damaged or there is no such row.</exception>
    public byte[]? Row(long row)
    {
        var group = footer.Groups.LastOrDefault(g => g.FirstRow <= row && row < g.FirstRow + g.Rows) ?? throw ParquetPage.Damaged(footer.File);
        if (!group.Chunks.TryGetValue(leaf.Path, out var chunk)) throw ParquetPage.Damaged(footer.File);
        var index = IndexOf(group, chunk);
        var at = Array.BinarySearch(index.First, row - group.FirstRow);
        var page = index.Pages[at >= 0 ? at : ~at - 1];
        var inPage = (int)(row - group.FirstRow - index.First[at >= 0 ? at : ~at - 1]);
        var content = PageCache.Shared.Of(footer.File, page.Start, () => ParquetPageContent.Read(footer.File, chunk, page, index.Dictionary));
        if (content.Definitions is not { } definitions) return content.Values.Bytes(inPage).ToArray();
        if (definitions[inPage] < leaf.MaxDefinition) return null;
        return content.Values.Bytes(definitions.AsSpan(0, inPage).Count(leaf.MaxDefinition)).ToArray();
    }

    private Index IndexOf(ParquetRowGroup group, ParquetChunk chunk)
    {
        lock (_lock)
        {
            if (_indices.TryGetValue(group, out var known)) return known;
            ParquetValues? dictionary = null;
            var (pages, first, rows) = (new List<ParquetPage>(), new List<long>(), 0L);
            foreach (var page in ParquetPage.Of(footer.File, chunk))
            {
                if (page.IsDictionary)
                {
                    dictionary = ParquetPageContent.Dictionary(footer.File, chunk, page);
                    continue;
                }
                if (page.Values == 0) continue;
                pages.Add(page);
                first.Add(rows);
                rows += page.Values;
            }
            if (rows != group.Rows) throw ParquetPage.Damaged(footer.File);
            return _indices[group] = new Index([.. pages], [.. first], dictionary);
        }
    }

    private sealed record Index(ParquetPage[] Pages, long[] First, ParquetValues? Dictionary);
}
