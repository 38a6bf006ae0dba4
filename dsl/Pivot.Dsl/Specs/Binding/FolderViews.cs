using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Validation;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>Views of files, for <c>source: folder</c> and for the short forms alike.</summary>
internal static class FolderViews
{
    /// <summary>Most classes of a mask, whose pixel is a byte.</summary>
    public const int MostClasses = 256;

    /// <summary>Rows read from the start of a file.</summary>
    public static readonly Bounds Limit = new(Least: 1);

    /// <summary>A seed.</summary>
    public static readonly Bounds FromZero = new(Least: 0);

    /// <summary>A pixel's value.</summary>
    public static readonly Bounds Ignore = new(Least: 0, Most: 255);

    private static readonly string[] Numbers = ["limit", "count", "seed", "longest"];

    public static BoundView? Annotations(MapReader reader, string format, string file, string images, string fileKey)
    {
        var limit = Count(reader, "limit", Limit);
        var view = new AnnotationView(format, file, images, limit)
        {
            Policy = RowPolicyKeys.Read(reader, AnnotationView.IsTraining(format)), Ranking = format == "sharegpt" && reader.Truth("ranking") == true,
        };
        return Of(view, reader, fileKey);
    }

    /// <summary>OneVision's mixture; its files start from the folder it lies in unless another is given.</summary>
    /// <param name="reader">The map.</param>
    /// <param name="file">The YAML file.</param>
    /// <param name="start">Where relative paths start, or null for the folder of their text.</param>
    /// <param name="fileKey">The key of the file.</param>
    public static BoundView? Mixture(MapReader reader, string file, string? start, string fileKey)
    {
        var root = PathReader.Read(reader, "root", start) ?? Path.GetDirectoryName(file) ?? "/";
        var images = PathReader.Read(reader, "images", start) ?? root;
        return Of(new MixtureView(file, images, root, Seed(reader)) { Policy = RowPolicyKeys.Read(reader, training: true) }, reader, fileKey);
    }

    /// <summary>A sample of MMPR.</summary>
    /// <inheritdoc cref="Mixture"/>
    public static BoundView? Mmpr(MapReader reader, string file, string? start, string fileKey)
    {
        var images = PathReader.Read(reader, "images", start) ?? Path.GetDirectoryName(file) ?? "/";
        var (longest, tokenizer) = (Count(reader, "longest", Limit), PathReader.Read(reader, "tokenizer", start));
        if (longest is null && tokenizer is not null && !reader.Broken.Contains("longest")) reader.Require("longest", "'tokenizer' only says what 'longest' counts by");
        var view = new MmprView(file, images, Count(reader, "count", Limit), Seed(reader), longest, tokenizer) { Policy = RowPolicyKeys.ReadOfSample(reader) };
        return Of(view, reader, fileKey);
    }

    public static BoundView? Images(MapReader reader, string root, SourceSpan span)
    {
        var train = PathReader.Read(reader, "train", root) ?? Path.Combine(root, "train");
        var test = PathReader.Read(reader, "test", root) ?? Path.Combine(root, "test");
        return reader.Broken.Count > 0 ? null : new BoundView(new ImageFolderView(train, test), span, reader.Path, null);
    }

    public static BoundView? Masks(MapReader reader, string root, SourceSpan span)
    {
        string Folder(string key)
        {
            if (reader.Take(key) is null) reader.Require(key, "a folder, from 'path'");
            return PathReader.Read(reader, key, root) ?? "";
        }

        string trainImages = Folder("train_images"), trainMasks = Folder("train_masks"), testImages = Folder("test_images"), testMasks = Folder("test_masks");
        var ignore = reader.Int("ignore");
        if (ignore is { } value && !Ignore.Hold(value))
        {
            reader.Bag.Error(DiagnosticCodes.OutOfRange, reader.Map["ignore"]!.Span, reader.PathOf("ignore"), $"'ignore' {Ignore}, found {ignore}");
            reader.Broken.Add("ignore");
        }

        var classes = Classes(reader, root, out var problem);
        if (reader.Broken.Count > 0) return null;
        return new BoundView(new MaskFolderView(trainImages, trainMasks, testImages, testMasks, classes, ignore), span, reader.Path, problem);
    }

    private static BoundView? Of(RowsView view, MapReader reader, string fileKey) =>
        reader.Broken.Overlaps(Numbers) ? null : new BoundView(view, reader.Map[fileKey]?.Span ?? reader.Owner, reader.PathOf(fileKey), null);

    private static int? Count(MapReader reader, string key, Bounds bounds)
    {
        if (reader.Int(key) is not { } count || bounds.Hold(count)) return reader.Int(key);
        reader.Bag.Error(DiagnosticCodes.OutOfRange, reader.Map[key]!.Span, reader.PathOf(key), $"'{key}' {bounds}, found {count}");
        reader.Broken.Add(key);
        return null;
    }

    private static long Seed(MapReader reader)
    {
        if (reader.Long("seed") is not { } seed) return 0;
        if (FromZero.Hold(seed)) return seed;
        reader.Bag.Error(DiagnosticCodes.OutOfRange, reader.Map["seed"]!.Span, reader.PathOf("seed"), $"'seed' {FromZero}, found {seed}");
        reader.Broken.Add("seed");
        return 0;
    }

    /// <summary>The names under <c>classes</c>: a list, or a file of them.</summary>
    public static IReadOnlyList<string> Classes(MapReader reader, string root, out Diagnostic? problem)
    {
        problem = null;
        var node = reader.Take("classes");
        if (node is null) reader.Require("classes", "a list of names by index, or a text file with one name a line");
        if (node is null) return [];
        if (node is ScalarNode)
        {
            var file = PathReader.Read(reader, "classes", root);
            return file is null ? [] : FromFile(file, reader, node.Span, out problem);
        }

        var classes = reader.Texts("classes") ?? [];
        if (!reader.Broken.Contains("classes") && Wrong(classes) is { } wrong)
        {
            reader.Broken.Add("classes");
            reader.Bag.Error(DiagnosticCodes.OutOfRange, node.Span, reader.PathOf("classes"), $"'classes' {wrong}");
        }

        return classes;
    }

    private static IReadOnlyList<string> FromFile(string file, MapReader reader, SourceSpan span, out Diagnostic? problem)
    {
        Diagnostic Problem(string message) => new(DiagnosticCodes.ClassFile, Severity.Error, span, reader.PathOf("classes"), message, "one class a line, in the order of the mask's values");
        try
        {
            var classes = File.ReadAllLines(file).Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
            problem = Wrong(classes) is { } wrong ? Problem($"the class names in {file} are wrong: 'classes' {wrong}") : null;
            return classes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = Problem($"cannot read the class names in {file}: {(e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message)}");
            return [];
        }
    }

    private static string? Wrong(IReadOnlyList<string> classes)
    {
        if (classes.Count is 0 or > MostClasses) return $"must be 1 to {MostClasses} names, found {classes.Count}";
        return classes.GroupBy(c => c).FirstOrDefault(g => g.Count() > 1) is { } twice ? $"must differ, found '{twice.Key}' twice" : null;
    }
}
