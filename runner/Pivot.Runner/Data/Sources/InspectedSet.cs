using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Pivot.Runner.Data.Sources;

/// <summary>The files of a set by the names its digest knows them by, and what makes the digest of them. Names are relative: a set that moved is the same.</summary>
/// <param name="root">The folder whose digests are remembered together.</param>
/// <param name="most">
/// Most images that are held. Of more, those are whose names' hashes are least, which does not depend on the order they come in: a sample of
/// millions in the memory of a few.
/// </param>
internal sealed class InspectedSet(string root, int most = int.MaxValue)
{
    private readonly List<string> _header = [];
    private readonly Dictionary<string, (string Path, string? Origin)> _images = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, ulong> _greatestFirst = new(Comparer<ulong>.Create((a, b) => b.CompareTo(a)));
    private HashSet<ulong>? _seen;

    /// <summary>The folder whose digests are remembered together.</summary>
    public string Root => root;

    /// <summary>Different images that were added.</summary>
    public int Count => _seen?.Count ?? _images.Count;

    /// <summary>Adds something that is part of the content besides the images.</summary>
    public void Add(string line) => _header.Add(line);

    /// <summary>Adds an image; the first row that names it is told in errors.</summary>
    public void AddImage(string name, string path, string? origin)
    {
        if (_seen is null)
        {
            if (_images.TryAdd(name, (path, origin)) && _images.Count > most) KeepLeast();
            return;
        }
        var hash = Hash(name);
        if (!_seen.Add(hash) || !_greatestFirst.TryPeek(out _, out var greatest) || hash > greatest) return;
        _images.Remove(_greatestFirst.EnqueueDequeue(name, hash));
        _images[name] = (path, origin);
    }

    /// <summary>
    /// Digest of all that was added. <paramref name="report"/> gets <c>(missing, message)</c> for each image that is not there or does not
    /// begin as one. Beyond <paramref name="most"/> images as many are looked at, and the digest begins with <c>sampled-</c>.
    /// </summary>
    public string Digest(FileDigests digests, int most, Action<bool, string> report)
    {
        var names = _images.Keys.Order(StringComparer.Ordinal).ToArray();
        var sampled = Count > most;
        var looked = names.Length > most ? [.. Enumerable.Range(0, most).Select(i => names[(long)i * names.Length / most])] : names;
        var found = new string?[looked.Length];
        var unreadable = new string?[looked.Length];
        Parallel.For(0, looked.Length, i =>
        {
            var path = _images[looked[i]].Path;
            if (!File.Exists(path)) return;
            try
            {
                found[i] = digests.OfImage(path);
                if (found[i] is null) unreadable[i] = $"{path} is not an image this program can decode";
            }
            catch (Exception problem) when (problem is DataException or IOException or UnauthorizedAccessException)
            {
                unreadable[i] = problem.Message;
            }
        });
        var content = new StringBuilder();
        foreach (var line in _header) content.Append(line).Append('\n');
        if (sampled) content.Append(Count).Append(" images\n");
        for (var i = 0; i < looked.Length; i++)
        {
            var (path, origin) = _images[looked[i]];
            var place = origin is null ? "" : origin + ": ";
            if (unreadable[i] is { } why) report(false, place + why);
            else if (found[i] is null) report(true, $"{place}the image {path} does not exist");
            content.Append(found[i]).Append('\t').Append(looked[i]).Append('\n');
        }
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString())))[..32];
        return sampled ? "sampled-" + digest : digest;
    }

    // From here on names are known by their hashes: of ten million, two alike have a chance of one in 400,000.
    private void KeepLeast()
    {
        _seen = [];
        foreach (var name in _images.Keys)
        {
            var hash = Hash(name);
            _seen.Add(hash);
            _greatestFirst.Enqueue(name, hash);
        }
        while (_images.Count > most) _images.Remove(_greatestFirst.Dequeue());
    }

    private static ulong Hash(string name) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
