using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Validation;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>Data sources.</summary>
internal static class DataBinder
{
    public static BoundData? Bind(MapEntry entry, MapNode map, string path, DiagnosticBag bag)
    {
        if (Names.Variant(map, entry.Key.Span, path, Language.Data, bag) is not { } shape) return null;
        var reader = new MapReader(map, entry.Key.Span, path, shape, bag, Language.Data);
        return Language.Data.WordOf(map)! switch
        {
            "scenes" => Scenes(reader),
            "folder" => Folder(reader),
            var format => Single(reader, format),
        };
    }

    private static BoundData Scenes(MapReader reader)
    {
        var fallback = new ScenesSpec();
        var spec = new ScenesSpec
        {
            ImageSize = reader.Int("image_size") ?? fallback.ImageSize,
            Train = reader.Int("train") ?? fallback.Train,
            Test = reader.Int("test") ?? fallback.Test,
            Seed = reader.Long("seed") ?? fallback.Seed,
        };
        SpecValidators.Check(spec, reader);
        return new BoundData(spec, spec.Views.ToDictionary(v => v.Key, v => (BoundView?)new BoundView(v.Value, reader.Owner, reader.Path, null)));
    }

    private static BoundData? Folder(MapReader reader)
    {
        var root = RequiredPath(reader);
        if (reader.Take("views") is null) reader.Require("views", "views: { train: { format: llava, file: train.json } }");
        if (reader.MapAt("views") is not { Value: MapNode map }) return null;
        if (map.Entries.Count == 0) reader.WrongType(map, "views", "a map with at least one view");
        var path = reader.PathOf("views");
        // Without the root the views' shape is still looked at, so that all mistakes come at once.
        var views = Names.Read(map, path, "view", reader.Bag, (entry, item, itemPath) => View(entry, item, itemPath, root ?? "/", reader.Bag));
        return root is null ? null : new BoundData(new FolderSpec("folder", Views(views)), views);
    }

    private static BoundView? View(MapEntry entry, MapNode map, string path, string root, DiagnosticBag bag)
    {
        if (Names.Variant(map, entry.Key.Span, path, Language.View, bag) is not { } shape) return null;
        var reader = new MapReader(map, entry.Key.Span, path, shape, bag, Language.View);
        var format = Language.View.WordOf(map)!;
        switch (format)
        {
            case "image_folder":
                return FolderViews.Images(reader, root, entry.Key.Span);
            case "masks":
                return FolderViews.Masks(reader, root, entry.Key.Span);
            case var field when LanguageFieldData.Words.Contains(field):
                if (reader.Take("file") is null && field is not ("imagenet" or "ade20k")) reader.Require("file", "the file or folder, from the folder's 'path'");
                return new FieldViews(reader, PathReader.Read(reader, "file", root) ?? root, root, "file", root).Of(field);
            default:
                if (reader.Take("file") is null) reader.Require("file", "the JSON or JSONL file, from the folder's 'path'");
                return PathReader.Read(reader, "file", root) is { } file ? Rows(reader, format, file, root, "file") : null;
        }
    }

    private static BoundData? Single(MapReader reader, string format)
    {
        var root = RequiredPath(reader);
        var span = reader.Map["path"]?.Span ?? reader.Owner;
        var view = format switch
        {
            "image_folder" => FolderViews.Images(reader, root ?? "/", span),
            "masks" => FolderViews.Masks(reader, root ?? "/", span),
            _ when LanguageFieldData.Words.Contains(format) => new FieldViews(reader, root ?? "/", Path.GetDirectoryName(root) ?? "/", "path", null).Of(format),
            _ => Rows(reader, format, root ?? "/", null, "path"),
        };
        if (root is null) return null;
        var views = new Dictionary<string, BoundView?> { [""] = view };
        return new BoundData(new FolderSpec(format, Views(views)), views);
    }

    private static BoundView? Rows(MapReader reader, string format, string file, string? root, string fileKey) => format switch
    {
        "llava_mixture" => FolderViews.Mixture(reader, file, root, fileKey),
        "mmpr" => FolderViews.Mmpr(reader, file, root, fileKey),
        _ => FolderViews.Annotations(reader, format, file, PathReader.Read(reader, "images", root) ?? root ?? Path.GetDirectoryName(file) ?? "/", fileKey),
    };

    private static string? RequiredPath(MapReader reader)
    {
        if (reader.Take("path") is null) reader.Require("path", $"give it with --set {reader.PathOf("path")}=DIR, or write it here");
        return PathReader.Read(reader, "path");
    }

    private static Dictionary<string, DataView> Views(Dictionary<string, BoundView?> views) =>
        views.Where(v => v.Value is not null).ToDictionary(v => v.Key, v => v.Value!.View);
}
