using System.Text.Json;

namespace Pivot.Runner.Data.Sources.Mmpr;

/// <summary>
/// MMPR's <c>meta.json</c> (https://huggingface.co/datasets/OpenGVLab/MMPR-v1.2): name to <c>{root, annotation, data_augment, repeat_time, length}</c>.
/// </summary>
internal static class MmprMeta
{
    private const long MostBytes = 64 << 20;

    /// <summary>The subsets in the order they are listed in. An annotation that two of them name is read once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="start">
    /// Folder that paths in it start from. Where an annotation is not there, the folder above is tried: MMPR's own meta.json names paths that
    /// begin with the name of its folder.
    /// </param>
    /// <exception cref="DataException">The file or an annotation is missing, or an entry is not as it must be.</exception>
    public static IReadOnlyList<MmprSubset> Read(string path, string start)
    {
        JsonElement meta;
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists) throw new DataException($"{path}: no such file");
            if (info.Length > MostBytes) throw new DataException($"{path}: a meta.json has at most {MostBytes >> 20} MB, found {info.Length >> 20} MB");
            meta = JsonElement.Parse(File.ReadAllBytes(path));
        }
        catch (JsonException problem)
        {
            throw new DataException($"{path}:{problem.LineNumber + 1}: not valid JSON at column {problem.BytePositionInLine + 1}", problem);
        }
        if (meta.ValueKind != JsonValueKind.Object) throw new DataException($"{path}: expected a map from names to {{root, annotation, ...}}, found {AnnotationRow.Kind(meta)}");
        var subsets = new List<MmprSubset>();
        try
        {
            foreach (var entry in meta.EnumerateObject()) subsets.Add(Subset(path, start, entry));
        }
        catch (InvalidOperationException problem)
        {
            throw new DataException($"{path}: a text in it is not valid Unicode ({problem.Message})", problem);
        }
        return subsets.Count > 0 ? [.. subsets.DistinctBy(s => s.Annotation)] : throw new DataException($"{path}: no annotations are listed");
    }

    private static MmprSubset Subset(string path, string start, JsonProperty entry)
    {
        var (annotation, root) = (Text(path, entry, "annotation"), Text(path, entry, "root"));
        var above = Path.GetDirectoryName(start) ?? start;
        var folder = new[] { start, above }.FirstOrDefault(f => File.Exists(Path.GetFullPath(annotation, f)))
            ?? throw new DataException($"{path}: '{entry.Name}' names the annotation {annotation}, which is neither in {start} nor in {above}; give the folder it is in as images");
        return new MmprSubset(entry.Name, Path.GetFullPath(annotation, folder), Path.GetFullPath(root, folder));
    }

    private static string Text(string path, JsonProperty entry, string name) =>
        entry.Value.ValueKind == JsonValueKind.Object && entry.Value.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: > 0 } text && !text.Contains('\0')
            ? text
            : throw new DataException($"{path}: '{entry.Name}' must have a path '{name}'");
}
