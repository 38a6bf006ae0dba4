using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pivot.Runner.Data.Sources.ImageNet;

/// <summary>Names of ImageNet's classes by WordNet id, out of whichever of the lists that go with the set lies there.</summary>
internal static partial class ImageNetNames
{
    private const int MostBytes = 32 << 20;

    /// <summary>The lists that are looked for, in order.</summary>
    public static readonly string[] Files = ["LOC_synset_mapping.txt", "imagenet_class_index.json", "map_clsloc.txt", "words.txt"];

    /// <summary>Folders below the set's own in which lists are looked for.</summary>
    public static readonly string[] Folders = ["", "ILSVRC2012_devkit_t12/data", "ILSVRC/devkit/data", "devkit/data", "ILSVRC/ImageSets/CLS-LOC"];

    /// <summary>Whether a text is a WordNet id of a noun: n and eight digits.</summary>
    [GeneratedRegex("^n[0-9]{8}$")]
    public static partial Regex WordNetId();

    /// <summary>The first name of each class, its id where no list has it or where two classes share it (crane, maillot).</summary>
    public static IReadOnlyList<string> Of(string root, IReadOnlyList<string> ids)
    {
        var known = Files.SelectMany(name => Find(root, name)).FirstOrDefault() is { } file ? Read(file) : [];
        var names = ids.Select(id => known.GetValueOrDefault(id) ?? id).ToList();
        var shared = names.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        return [.. names.Zip(ids, (name, id) => shared.Contains(name) && name != id ? $"{name} ({id})" : name)];
    }

    /// <summary>Where a list of that name lies.</summary>
    public static IEnumerable<string> Find(string root, string name) => Folders.Select(folder => Path.Combine(root, folder, name)).Where(File.Exists);

    /// <summary>The lines of a list.</summary>
    /// <exception cref="DataException">It is larger than any, or cannot be read.</exception>
    public static string[] Lines(string file)
    {
        try
        {
            if (new FileInfo(file).Length > MostBytes) throw new DataException($"{file}: the list has more than {MostBytes >> 20} MiB; is it the right file?");
            return File.ReadAllLines(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{file}: the list cannot be read ({problem.Message})", problem);
        }
    }

    private static Dictionary<string, string> Read(string file)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        if (file.EndsWith(".json", StringComparison.Ordinal)) ReadIndex(file, names);
        else
        {
            foreach (var line in Lines(file))
            {
                var cut = line.IndexOfAny([' ', '\t']);
                if (cut <= 0 || !WordNetId().IsMatch(line[..cut])) continue;
                var rest = line[(cut + 1)..];
                // map_clsloc.txt has the class's number before its name, and _ for spaces.
                var name = Path.GetFileName(file) == "map_clsloc.txt" ? rest[(rest.IndexOf(' ') + 1)..].Replace('_', ' ') : rest.Split(',')[0];
                names[line[..cut]] = name.Trim();
            }
        }
        return names;
    }

    // {"0": ["n01440764", "tench"], ...}
    private static void ReadIndex(string file, Dictionary<string, string> names)
    {
        try
        {
            foreach (var pair in JsonElement.Parse(string.Join('\n', Lines(file))).EnumerateObject())
                names[pair.Value[0].GetString()!] = pair.Value[1].GetString()!.Replace('_', ' ');
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or IndexOutOfRangeException or ArgumentNullException)
        {
            throw new DataException($"{file}: the list of class names is not {{\"0\": [\"n01440764\", \"tench\"], ...}}; mend or remove it", problem);
        }
    }
}
