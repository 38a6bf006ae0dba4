using System.Globalization;
using Pivot.Runner.Data.Sources.Tables;

namespace Pivot.Runner.Data.Sources.ImageNet;

/// <summary>
/// Classes of validation images that lie side by side, out of one of the lists in use: Kaggle's <c>LOC_val_solution.csv</c>; the development kit's
/// <c>ILSVRC2012_validation_ground_truth.txt</c> (a number a line, told by <c>map_clsloc.txt</c>); a WordNet id a line; or an image's name with its id, or with its class's number
/// from 0 in the order of the ids, a line (Tiny ImageNet, Caffe).
/// </summary>
internal static class ImageNetLabels
{
    private static readonly string[] Files =
        ["LOC_val_solution.csv", "ILSVRC2012_validation_ground_truth.txt", "val_annotations.txt", "imagenet_2012_validation_synset_labels.txt", "val.txt"];

    /// <summary>The list that goes with the set, or null where it is not there.</summary>
    public static string? Find(ImageNetLayout layout) => layout.Labels ?? Files.SelectMany(name => ImageNetNames.Find(layout.Root, name).Concat(In(layout.Validation, name)))
        .FirstOrDefault();

    /// <summary>WordNet ids by the images' names without their endings.</summary>
    /// <param name="file">The list.</param>
    /// <param name="layout">Where the set lies.</param>
    /// <param name="images">Names of the images in ordinal order, which a list without names follows.</param>
    /// <param name="ids">WordNet ids in ordinal order, which a list of numbers from 0 counts.</param>
    /// <exception cref="DataException">The list cannot be read, or does not fit the images.</exception>
    public static IReadOnlyDictionary<string, string> Read(string file, ImageNetLayout layout, IReadOnlyList<string> images, IReadOnlyList<string> ids)
    {
        if (file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)) return Solution(file);
        var lines = ImageNetNames.Lines(file).Select((text, i) => (Line: i + 1, Words: text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(l => l.Words.Length > 0).ToList();
        if (lines.Count == 0) throw new DataException($"{file}: the list is empty");
        if (lines[0].Words.Length > 1) return lines.ToDictionaryOnce(file, l => (Path.GetFileNameWithoutExtension(l.Words[0]), Named(file, l.Line, l.Words, ids)));
        if (lines.Count != images.Count) throw new DataException($"{file}: the list has {lines.Count} lines and the folder {images.Count} images; a list without names has a line an image, in the order of their names");
        var numbers = ImageNetNames.WordNetId().IsMatch(lines[0].Words[0]) ? null : Numbers(file, layout);
        return lines.Index().ToDictionaryOnce(file, l => (images[l.Index], numbers is null ? l.Item.Words[0]
            : numbers.TryGetValue(l.Item.Words[0], out var id) ? id : throw new DataException($"{file}:{l.Item.Line}: there is no class of number {l.Item.Words[0]} in map_clsloc.txt")));
    }

    private static IReadOnlyDictionary<string, string> Solution(string file) => DelimitedTable.Read(file, ',')
        .ToDictionaryOnce(file, r => (r.Table.Text(r.Row, "ImageId"), r.Table.Text(r.Row, "PredictionString").Split(' ')[0]));

    private static string Named(string file, int line, string[] words, IReadOnlyList<string> ids)
    {
        if (words.Length < 2) throw new DataException($"{file}:{line}: a line must be an image's name and its class");
        if (!int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return words[1];
        return number < ids.Count ? ids[number] : throw new DataException($"{file}:{line}: the class {number} is none of the {ids.Count} classes, counted from 0");
    }

    private static Dictionary<string, string> Numbers(string file, ImageNetLayout layout)
    {
        var map = ImageNetNames.Find(layout.Root, "map_clsloc.txt").Concat(In(Path.GetDirectoryName(file)!, "map_clsloc.txt")).FirstOrDefault()
            ?? throw new DataException($"{file}: the list has the development kit's numbers; put its map_clsloc.txt (n02119789 1 kit_fox) beside it, or give a list of WordNet ids under 'labels'");
        var numbers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var words in ImageNetNames.Lines(map).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(w => w.Length >= 2)) numbers[words[1]] = words[0];
        return numbers;
    }

    private static IEnumerable<string> In(string folder, string name) => new[] { Path.Combine(folder, name) }.Where(File.Exists);

    private static Dictionary<string, string> ToDictionaryOnce<T>(this IEnumerable<T> rows, string file, Func<T, (string Name, string Id)> read)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var (name, id) = read(row);
            if (!ImageNetNames.WordNetId().IsMatch(id)) throw new DataException($"{file}: the class of {name} must be a WordNet id (n and 8 digits), found \"{id}\"");
            if (!ids.TryAdd(name, id)) throw new DataException($"{file}: the image {name} stands there twice");
        }
        return ids;
    }
}
