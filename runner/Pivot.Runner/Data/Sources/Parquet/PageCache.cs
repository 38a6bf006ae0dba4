namespace Pivot.Runner.Data.Sources.Parquet;

/// <summary>
/// Pages last read, up to a number of bytes: an image lies in a page with up to a thousand others, and rows that follow each other share theirs. Thread-safe; what two ask for
/// at once is read once.
/// </summary>
internal sealed class PageCache(long mostBytes)
{
    /// <summary>The pages of all files of this process.</summary>
    public static PageCache Shared { get; } = new(256L << 20);

    private readonly LinkedList<Entry> _order = new();
    private readonly Dictionary<(string File, long Start), LinkedListNode<Entry>> _entries = [];
    private readonly Lock _lock = new();
    private long _bytes;

    /// <summary>Bytes of the pages held.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock) return _bytes;
        }
    }

    /// <summary>The page, which <paramref name="read"/> reads where it is not held.</summary>
    public ParquetPageContent Of(string file, long start, Func<ParquetPageContent> read)
    {
        LinkedListNode<Entry> node;
        lock (_lock)
        {
            if (_entries.TryGetValue((file, start), out var known)) _order.Remove(node = known);
            else node = new(new Entry((file, start), new Lazy<ParquetPageContent>(read)));
            _order.AddFirst(node);
            _entries[(file, start)] = node;
        }
        try
        {
            var page = node.Value.Page.Value;
            lock (_lock) Count(node, page.Size);
            return page;
        }
        catch
        {
            lock (_lock) Drop(node); // read anew by who asks next: the file may be mended
            throw;
        }
    }

    private void Count(LinkedListNode<Entry> node, long size)
    {
        if (node.List is null || node.Value.Size > 0) return;
        node.Value.Size = size;
        _bytes += size;
        while (_bytes > mostBytes && _order.Last is { } oldest) Drop(oldest);
    }

    private void Drop(LinkedListNode<Entry> node)
    {
        if (node.List is null) return;
        _order.Remove(node);
        _entries.Remove(node.Value.Key);
        _bytes -= node.Value.Size;
    }

    private sealed class Entry((string, long) key, Lazy<ParquetPageContent> page)
    {
        public (string, long) Key => key;

        public Lazy<ParquetPageContent> Page => page;

        public long Size { get; set; }
    }
}
