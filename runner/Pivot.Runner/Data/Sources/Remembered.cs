using System.Security.Cryptography;
using System.Text;

namespace Pivot.Runner.Data.Sources;

/// <summary>Numbers found in data, by what they are the numbers of, kept between runs next to the digests. What is asked for under changed content is another question.</summary>
internal sealed class Remembered
{
    private readonly string? _file;
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <param name="cacheFolder">Where they are kept, or null.</param>
    public Remembered(string? cacheFolder)
    {
        if (cacheFolder is null) return;
        _file = Path.Combine(cacheFolder, "counts");
        if (!File.Exists(_file)) return;
        foreach (var line in File.ReadLines(_file))
        {
            var tab = line.IndexOf('\t');
            if (tab > 0) _known[line[..tab]] = line[(tab + 1)..];
        }
    }

    /// <summary>The number kept for a question, or what <paramref name="count"/> finds, which is then kept.</summary>
    public string Of(string question, Func<string> count)
    {
        var key = Key(question);
        if (_known.TryGetValue(key, out var known)) return known;
        var found = count();
        _known[key] = found;
        Save();
        return found;
    }

    /// <summary>Whether something was kept for a question.</summary>
    public bool Holds(string question) => _known.ContainsKey(Key(question));

    private static string Key(string question) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question)))[..32];

    private void Save()
    {
        if (_file is null) return;
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        var temporary = $"{_file}.{Guid.NewGuid():n}.tmp";
        File.WriteAllLines(temporary, _known.Select(k => $"{k.Key}\t{k.Value}"));
        File.Move(temporary, _file, overwrite: true); // another process' numbers may be lost by this, never broken: they are counted again
    }
}
