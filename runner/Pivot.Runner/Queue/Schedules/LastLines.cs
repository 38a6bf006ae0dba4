namespace Pivot.Runner.Queue.Schedules;

/// <summary>The last lines that a process said; called from several threads.</summary>
internal sealed class LastLines(int most)
{
    private readonly Queue<string> _lines = [];

    /// <summary>The last line, or null.</summary>
    public string? Last
    {
        get
        {
            lock (_lines) return _lines.LastOrDefault();
        }
    }

    /// <summary>Adds a line; an empty one is none.</summary>
    public void Add(string? line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        lock (_lines)
        {
            _lines.Enqueue(line.Trim());
            if (_lines.Count > most) _lines.Dequeue();
        }
    }

    /// <summary>The first line with a word in it, or the last of all.</summary>
    public string? FirstWith(string word)
    {
        lock (_lines) return _lines.FirstOrDefault(l => l.Contains(word, StringComparison.Ordinal)) ?? _lines.LastOrDefault();
    }
}
