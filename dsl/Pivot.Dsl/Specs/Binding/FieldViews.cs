using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Validation;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>Views of the formats that public sets and benchmarks come in.</summary>
/// <param name="reader">The map's keys.</param>
/// <param name="path">Absolute path of the file or folder.</param>
/// <param name="images">Absolute path that paths of images start from when the map does not say.</param>
/// <param name="pathKey">The key that names the file, where problems of the data are told.</param>
/// <param name="root">Where a relative path of the map starts, or null for the folder of its text.</param>
internal sealed class FieldViews(MapReader reader, string path, string images, string pathKey, string? root)
{
    private const int Unlabelled = 255;

    public BoundView? Of(string format) => format switch
    {
        "mmbench" or "pope" => Benchmark(format),
        "parquet" => Parquet(),
        "rlhf_v" => Rows("preference", () => new ParquetView("preference", path, Images()) { Text = "text" }),
        "rlaif_v" => Rows("preference", () => new ParquetView("preference", path, Images())),
        "imagenet" => ImageNet(),
        "ade20k" => Ade20k(),
        _ => throw new ArgumentException($"no such format: {format}"),
    };

    private BoundView? Benchmark(string format)
    {
        var limit = Limit();
        var policy = format == "pope" ? RowPolicyKeys.Read(reader, training: false) : Policy(tooLong: false);
        var view = new BenchmarkFileView(format, path, format == "pope" ? Images() : images, limit, reader.Text("suffix")) { Policy = policy };
        return Bound(view);
    }

    private BoundView? Parquet()
    {
        var kinds = LanguageFieldData.OfRows;
        if (reader.RequiredText("rows", $"rows: {string.Join(", ", kinds.Keys)}") is not { } rows) return null;
        SpecValidators.Check(new FieldWords(Rows: rows), reader);
        if (!kinds.TryGetValue(rows, out var own)) return null;

        var others = kinds.Values.SelectMany(k => k).Except(own).ToHashSet();
        foreach (var entry in reader.Map.Entries.Where(e => others.Contains(e.Name)))
        {
            reader.Broken.Add(entry.Name);
            reader.Bag.Error(DiagnosticCodes.KeyOfOtherKind, entry.Key.Span, reader.PathOf(entry.Name), $"'{entry.Name}' does not belong to rows of {rows}",
                $"it belongs to {string.Join(" and ", kinds.Where(k => k.Value.Contains(entry.Name)).Select(k => k.Key))}");
        }

        foreach (var key in new[] { "question", "chosen", "rejected" }.Where(k => rows == "preference" && reader.Take("text") is not null && reader.Take(k) is not null))
            Error(key, DiagnosticCodes.Relation, $"'{key}' has no column of its own where 'text' names one of JSON objects that hold it", "leave one of the two out");
        return rows == "labels" ? Labels() : Rows(rows, () => Columns(new ParquetView(rows, path, Images()), own));
    }

    private BoundView? Labels()
    {
        var d = new ParquetLabelsView(path);
        return Bound(new ParquetLabelsView(path, reader.Text("train") ?? d.Train, reader.Text("test") ?? d.Test, reader.Text("image") ?? d.Image, reader.Text("label") ?? d.Label));
    }

    private ParquetView Columns(ParquetView view, string[] own)
    {
        string? Column(string key) => own.Contains(key) ? reader.Text(key) : null;
        return view with
        {
            Question = Column("question") ?? view.Question, Answer = Column("answer") ?? view.Answer, Group = Column("group"), Chosen = Column("chosen") ?? view.Chosen,
            Rejected = Column("rejected") ?? view.Rejected, Text = Column("text"), Conversations = Column("conversations") ?? view.Conversations,
        };
    }

    private BoundView? Rows(string rows, Func<ParquetView> make)
    {
        var view = make();
        return Bound(view with
        {
            Files = reader.Text("files") ?? view.Files, Limit = Limit(), Image = reader.Text("image") ?? view.Image, Id = reader.Text("id"), Policy = Policy(rows != "questions"),
        });
    }

    private BoundView? ImageNet()
    {
        string At(string key, string folder) => PathReader.Read(reader, key, path) ?? Path.Combine(path, folder);
        var perClass = reader.Int("per_class");
        if (perClass is { } count && !LanguageFieldData.PerClass.Hold(count))
            Error("per_class", DiagnosticCodes.OutOfRange, $"'per_class' {LanguageFieldData.PerClass}, found {count}");
        var seed = reader.Long("seed");
        if (seed is not null && perClass is null && !reader.Broken.Contains("per_class"))
            Error("seed", DiagnosticCodes.Relation, "'seed' draws the images of 'per_class', which is not given", "write per_class: 50, or leave the seed out");
        return Bound(new ImageNetView(path, At("train", "train"), At("test", "val"), PathReader.Read(reader, "labels", path), perClass, seed ?? 0));
    }

    private BoundView? Ade20k()
    {
        string train = reader.Text("train") ?? "training", test = reader.Text("test") ?? "validation";
        var other = reader.Text("other") ?? FieldWords.Ignore;
        SpecValidators.Check(new FieldWords(Other: other), reader);
        var fromOne = other == FieldWords.Ignore;
        var span = reader.Map[pathKey]?.Span ?? reader.Owner;
        Diagnostic? problem;
        var classes = reader.Take("classes") is null ? AdeClasses.Find(path, fromOne, span, reader.PathOf(pathKey), out problem) : FolderViews.Classes(reader, path, out problem);
        string Folder(string kind, string split) => Path.GetFullPath(Path.Combine(path, kind, split));
        var view = new MaskFolderView(Folder("images", train), Folder("annotations", train), Folder("images", test), Folder("annotations", test), classes, fromOne ? Unlabelled : null) { FromOne = fromOne };
        return Bound(view, problem);
    }

    private RowPolicy Policy(bool tooLong)
    {
        var d = RowPolicy.Default;
        var policy = new RowPolicy { Unreadable = reader.Text("unreadable") ?? d.Unreadable, TooLong = (tooLong ? reader.Text("too_long") : null) ?? d.TooLong };
        SpecValidators.Check(policy, reader);
        return policy;
    }

    private string Images() => PathReader.Read(reader, "images", root) ?? images;

    private int? Limit()
    {
        var limit = reader.Int("limit");
        if (limit is { } rows && !FolderViews.Limit.Hold(rows)) Error("limit", DiagnosticCodes.OutOfRange, $"'limit' {FolderViews.Limit}, found {rows}");
        return limit;
    }

    private void Error(string key, string code, string message, string? hint = null)
    {
        reader.Broken.Add(key);
        reader.Bag.Error(code, reader.Map[key]!.Span, reader.PathOf(key), message, hint);
    }

    private BoundView? Bound(DataView view, Diagnostic? problem = null) =>
        reader.Broken.Count > 0 ? null : new BoundView(view, reader.Map[pathKey]?.Span ?? reader.Owner, reader.PathOf(pathKey), problem);
}
