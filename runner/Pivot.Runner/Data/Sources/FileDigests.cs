using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Data.Sources;

/// <summary>
/// SHA-256 of files, remembered by path, size and time of change, so that an unchanged set is not read twice. Only files that begin as an
/// image are remembered as images. Thread-safe.
/// </summary>
internal sealed class FileDigests
{
    private readonly string? _file;
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private bool _changed;

    /// <param name="cacheFolder">Where digests are kept between runs, or null.</param>
    /// <param name="root">The set's folder; each has a file of its own there.</param>
    public FileDigests(string? cacheFolder, string root)
    {
        if (cacheFolder is null) return;
        _file = Path.Combine(cacheFolder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(root)))[..24] + ".digests");
        if (!File.Exists(_file)) return;
        foreach (var line in File.ReadLines(_file))
        {
            // digest, then size, time and path as they are looked up by
            var tab = line.IndexOf('\t');
            if (tab == 64) _known[line[(tab + 1)..]] = line[..tab];
        }
    }

    /// <summary>Digest of a file of any kind.</summary>
    public string OfFile(string path) => Of(path, _ =>
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    })!;

    /// <summary>Digest of an image, or null where the file does not begin as one.</summary>
    public string? OfImage(string path) => Of(path, _ =>
    {
        var bytes = ImageFile.Bytes(path);
        return ImageFile.HasReadableHeader(bytes) ? Convert.ToHexStringLower(SHA256.HashData(bytes)) : null;
    });

    /// <summary>Keeps what was found for the next run.</summary>
    public void Save()
    {
        if (_file is null || !_changed) return;
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        var temporary = $"{_file}.{Guid.NewGuid():n}.tmp";
        File.WriteAllLines(temporary, _known.OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => $"{k.Value}\t{k.Key}"));
        File.Move(temporary, _file, overwrite: true);
        _changed = false;
    }

    private string? Of(string path, Func<string, string?> compute)
    {
        var info = new FileInfo(path);
        var key = string.Create(CultureInfo.InvariantCulture, $"{info.Length}\t{info.LastWriteTimeUtc.Ticks}\t{path}");
        lock (_lock)
            if (_known.TryGetValue(key, out var known)) return known;
        var digest = compute(path);
        if (digest is null) return null;
        lock (_lock)
        {
            _known[key] = digest;
            _changed = true;
        }
        return digest;
    }
}
