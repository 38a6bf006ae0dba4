using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Scenes;
using Pivot.Runner.Data.Sources.ImageNet;
using Pivot.Runner.Data.Sources.Parquet;
using Pivot.Runner.Data.Sources.Tables;
using Pivot.Runner.Data.Tokenizers;

namespace Pivot.Runner.Data.Sources;

/// <summary>Looks at the data of a plan before it runs: everything wrong with it at once, and a digest of its content.</summary>
/// <remarks>
/// Codes: PVT401 missing file or folder, PVT402 malformed row, PVT403 missing image or mask, PVT404 empty split, PVT405 the splits' classes
/// differ, PVT406 not an image, and, as a remark, PVT408 only a sample of the images looked at. At most <see cref="MostProblems"/> problems a view are told, then how many more there are.
/// </remarks>
/// <param name="cacheFolder">Where digests of unchanged files are kept between runs, or null.</param>
/// <param name="full">
/// Whether files are read: rows parsed, images looked for and digested. Otherwise only files and folders are looked for, and the digest of files
/// is empty.
/// </param>
/// <param name="count">
/// Whether rows, text and vocabularies are counted as well, which a forecast needs and a verdict does not: the built-in world's text must be made
/// for it. Counts of unchanged data are kept next to the digests.
/// </param>
/// <param name="mostImages">Images looked at of one view, at least 1.</param>
public sealed class DataInspector(string? cacheFolder, bool full, bool count = false, int mostImages = DataInspector.MostImages) : IDataInspector
{
    /// <summary>Problems told of one view.</summary>
    public const int MostProblems = 20;

    /// <summary>Images looked at of one view unless told otherwise; of a larger set a sample of so many is, and its digest says so.</summary>
    public const int MostImages = 100_000;

    private readonly Dictionary<DataView, string> _textDigests = [];

    private readonly Remembered _remembered = new(count ? cacheFolder : null);

    /// <inheritdoc/>
    public DataInspection Inspect(DataView view)
    {
        if (view is ScenesView scenes)
            return new DataInspection(ScenesWorld.Version, ScenesWorld.Version, []) { Counts = count ? Remember($"{ScenesWorld.Version} {scenes}", () => SceneCounts.Of(scenes)) : null };
        var problems = new ProblemList();
        var (digest, text) = ("", "");
        DataCounts? counts = null;
        try
        {
            (digest, counts) = view switch
            {
                RowsView rows => Rows(rows, problems, out text),
                ImageFolderView folder => Classes(folder, problems),
                ImageNetView folder => ImageNet(folder, problems),
                ParquetLabelsView folder => Labels(folder, problems),
                MaskFolderView folder => Masks(folder, problems),
                _ => throw new ArgumentException($"no such kind of view: {view.GetType().Name}"),
            };
        }
        catch (DataException problem)
        {
            problems.Add(DiagnosticCodes.MalformedRow, problem.Message, null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            problems.Add(DiagnosticCodes.MissingFile, problem.Message, "make the file readable for this user");
        }
        if (view is RowsView) _textDigests[view] = text;
        return problems.All.Count > 0
            ? new DataInspection("", "", problems.All) { Remarks = problems.Remarks }
            : new DataInspection(digest, text, []) { Counts = counts, Remarks = problems.Remarks };
    }

    /// <inheritdoc/>
    public int? VocabularySize(TokenizerSpec tokenizer, IReadOnlyList<DataView> text)
    {
        if (!count) return null;
        var question = string.Join('\n', text.Select(TextOf).Prepend($"vocabulary {tokenizer.Kind} {tokenizer.MaxWords}{(tokenizer.Path is { } folder ? TokenizerDigest.Of(folder, cacheFolder) : "")}"));
        var size = _remembered.Of(question, () => ViewTexts.VocabularySize(tokenizer, text)?.ToString(CultureInfo.InvariantCulture) ?? "");
        return size.Length == 0 ? null : int.Parse(size, CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public CheckpointInspection InspectCheckpoint(string folder, InspectedPart part) =>
        (Checkpoints ?? throw new InvalidOperationException("this inspector reads no checkpoints"))(folder, part);

    /// <summary>Reads the headers of a checkpoint's part, which needs the models that this layer lies below. Without it a spec that names one cannot be inspected.</summary>
    public Func<string, InspectedPart, CheckpointInspection>? Checkpoints { get; init; }

    private (string, DataCounts?) Rows(RowsView view, ProblemList problems, out string text)
    {
        text = "";
        var there = Exists(File.Exists(view.File) || (view is ParquetView or BenchmarkFileView { Format: "pope" } && Directory.Exists(view.File)), view.File, "file", problems) & Exists(Directory.Exists(view.Images), view.Images, "folder of images", problems);
        if (!there || !full) return ("", null);
        var set = new InspectedSet(view.Images, mostImages);
        var inspected = InspectedRows.Of(view);
        var digests = new FileDigests(cacheFolder, set.Root);
        // Embedded images are part of their file, whose digest says whether they were looked at before.
        var looked = $"embedded images of {view} {string.Join(' ', inspected.Files.Select(digests.OfFile))}";
        var look = view is BenchmarkFileView { Format: "mmbench" } or ParquetView && !_remembered.Holds(looked);
        var (rows, pieces, longest) = (0, 0L, 0);
        foreach (var (row, problem) in inspected.Rows)
        {
            rows++;
            if (problem is not null) problems.Add(DiagnosticCodes.MalformedRow, problem.Message, inspected.Shape);
            if (row is null) continue;
            if (look && row.Image is TableImage held) Look(held, problems);
            if (row.Image is FileImage image) set.AddImage(image.Name, image.Id, image.Origin);
            if (!count) continue;
            var length = row.Texts.Sum(WordTokenizer.CountPieces);
            (pieces, longest) = (pieces + length, Math.Max(longest, length));
        }
        var report = inspected.Report;
        if (problems.All.Count == 0 && inspected.WrongCount(report) is { } wrong) problems.Add(DiagnosticCodes.EmptySplit, $"{view.File}: {wrong}", inspected.Shape);
        else if (!report.IsPlain) problems.Remark(DiagnosticCodes.RowsChanged, $"{view.File}: {report.Describe()}");
        if (look && problems.All.Count == 0) _remembered.Of(looked, () => "readable");
        set.Add(view is AnnotationView { Format: var format } ? format : view.GetType().Name);
        foreach (var file in inspected.Files) set.Add(digests.OfFile(file));
        var digest = Digest(set, digests, problems);
        // Which rows are left may depend on the images that are there.
        if (problems.All.Count == 0) text = view is MmprView || view.Policy.Unreadable == RowPolicy.Drop ? digest : TextDigest(inspected.Files);
        return (digest, count ? new DataCounts(rows, 0, (double)pieces / Math.Max(1, rows), 0) { LongestRow = longest } : null);
    }

    private static void Look(TableImage image, ProblemList problems)
    {
        try
        {
            image.Check();
        }
        catch (DataException problem)
        {
            problems.Add(DiagnosticCodes.NotAnImage, problem.Message, "mend the row, or leave such rows out with unreadable: drop");
        }
    }

    private (string, DataCounts?) ImageNet(ImageNetView view, ProblemList problems)
    {
        var there = Exists(Directory.Exists(view.Train), view.Train, "folder", problems) & Exists(Directory.Exists(view.Validation), view.Validation, "folder", problems)
            & Exists(view.Labels is null || File.Exists(view.Labels), view.Labels ?? "", "file", problems);
        if (!there || !full) return ("", null);
        var set = new InspectedSet(view.Root);
        var loaded = ImageNetSource.Load(DataViews.Layout(view));
        foreach (var (split, samples) in new[] { ("train", loaded.Train), ("val", loaded.Test) })
            foreach (var sample in samples) set.AddImage($"{split}/{loaded.Classes[sample.Label]}/{sample.Id.Replace('\\', '/')}", sample.Image.Id, null);
        return (Digest(set, new FileDigests(cacheFolder, set.Root), problems), count ? new DataCounts(loaded.Train.Count, loaded.Test.Count, 0, loaded.Classes.Count) : null);
    }

    private (string, DataCounts?) Labels(ParquetLabelsView view, ProblemList problems)
    {
        if (!Exists(Directory.Exists(view.Path), view.Path, "folder", problems) || !full) return ("", null);
        var set = new InspectedSet(view.Path);
        var digests = new FileDigests(cacheFolder, set.Root);
        foreach (var (split, pattern) in new[] { ("train", view.Train), ("test", view.Test) })
            foreach (var file in ParquetTable.Files(view.Path, pattern)) set.Add($"{split} {digests.OfFile(file)}");
        var loaded = DataViews.Labels(view);
        List<LabelledSample> samples = [.. loaded.Train, .. loaded.Test];
        foreach (var image in samples.Select(s => s.Image).OfType<FileImage>()) set.AddImage(image.Name, image.Id, image.Origin);
        var digest = Digest(set, digests, problems);
        if (_remembered.Holds($"embedded images of {view} {digest}")) samples.Clear();
        foreach (var image in samples.Select(s => s.Image).OfType<TableImage>()) Look(image, problems);
        if (problems.All.Count == 0) _remembered.Of($"embedded images of {view} {digest}", () => "readable");
        return (digest, count ? new DataCounts(loaded.Train.Count, loaded.Test.Count, 0, loaded.Classes.Count) : null);
    }

    private string TextDigest(IReadOnlyList<string> files)
    {
        string Of(string file) => new FileDigests(cacheFolder, Path.GetDirectoryName(file)!).OfFile(file);
        return files.Count == 1 ? Of(files[0]) : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', files.Select(Of)))));
    }

    private (string, DataCounts?) Classes(ImageFolderView view, ProblemList problems)
    {
        var there = Exists(Directory.Exists(view.Train), view.Train, "folder", problems) & Exists(Directory.Exists(view.Test), view.Test, "folder", problems);
        if (!there || !full) return ("", null);
        if (ImageFolderSource.ClassesDiffer(view.Train, view.Test) is { } difference)
            problems.Add(DiagnosticCodes.SplitsDiffer, difference, "give both splits a folder for every class");
        var set = new InspectedSet(view.Train);
        var train = ClassFiles(set, "train", view.Train, problems);
        var test = ClassFiles(set, "test", view.Test, problems);
        return (Digest(set, new FileDigests(cacheFolder, set.Root), problems), count ? new DataCounts(train, test, 0, ImageFolderSource.Classes(view.Train).Length) : null);
    }

    private static int ClassFiles(InspectedSet set, string split, string folder, ProblemList problems)
    {
        var classes = ImageFolderSource.Classes(folder);
        if (classes.Length == 0) problems.Add(DiagnosticCodes.EmptySplit, $"{folder}: the folder holds no class folders", "one folder a class, named as the class is, its images in it");
        var found = 0;
        foreach (var name in classes)
        {
            var files = ImageFolderSource.Files(Path.Combine(folder, name));
            if (files.Length == 0) problems.Add(DiagnosticCodes.EmptySplit, $"{Path.Combine(folder, name)}: the class holds no images", "remove the folder or fill it");
            AddFiles(set, split, folder, files);
            found += files.Length;
        }
        return found;
    }

    private (string, DataCounts?) Masks(MaskFolderView view, ProblemList problems)
    {
        var there = true;
        foreach (var folder in new[] { view.TrainImages, view.TrainMasks, view.TestImages, view.TestMasks })
            there &= Exists(Directory.Exists(folder), folder, "folder", problems);
        if (!there || !full) return ("", null);
        var set = new InspectedSet(view.TrainImages);
        var rows = new List<int>();
        foreach (var (split, images, masks) in new[] { ("train", view.TrainImages, view.TrainMasks), ("test", view.TestImages, view.TestMasks) })
        {
            var pairs = MaskFolderSource.Pairs(images, masks);
            rows.Add(pairs.Count);
            if (pairs.Count == 0) problems.Add(DiagnosticCodes.EmptySplit, $"{images}: the folder holds no images", "put images in it, each with its mask under the same name in the folder of masks");
            AddFiles(set, split + "/images", images, pairs.Select(p => p.Image));
            foreach (var (image, mask) in pairs)
            {
                set.AddImage($"{split}/masks/{Relative(masks, mask)}", mask, image);
                if (File.Exists(mask) && PngIndices.HeaderProblem(mask) is { } problem)
                    problems.Add(DiagnosticCodes.NotAnImage, problem, "save masks as 8-bit grey or palette PNG, the class's index in each pixel");
            }
        }
        return (Digest(set, new FileDigests(cacheFolder, set.Root), problems), count ? new DataCounts(rows[0], rows[1], 0, view.Classes.Count) : null);
    }

    private DataCounts Remember(string question, Func<DataCounts> ask)
    {
        var numbers = _remembered.Of(question, () =>
        {
            var found = ask();
            return string.Create(CultureInfo.InvariantCulture, $"{found.Train} {found.Test} {found.TokensPerRow:R} {found.Classes} {found.LongestRow}");
        }).Split(' ');
        int Whole(int i) => int.Parse(numbers[i], CultureInfo.InvariantCulture);
        return new DataCounts(Whole(0), Whole(1), double.Parse(numbers[2], CultureInfo.InvariantCulture), Whole(3)) { LongestRow = Whole(4) };
    }

    // What a view's text depends on.
    private string TextOf(DataView view) => view is RowsView rows ? $"{rows with { File = "", Images = "" }} {TextDigestOf(rows)}" : $"{ScenesWorld.Version} {view}";

    private string TextDigestOf(RowsView rows) => _textDigests.TryGetValue(rows, out var known) ? known : Inspect(rows).TextDigest;

    private static void AddFiles(InspectedSet set, string split, string folder, IEnumerable<string> files)
    {
        foreach (var file in files) set.AddImage($"{split}/{Relative(folder, file)}", file, null);
    }

    private static string Relative(string folder, string file) => Path.GetRelativePath(folder, file).Replace('\\', '/');

    private string Digest(InspectedSet set, FileDigests digests, ProblemList problems)
    {
        if (set.Count > mostImages)
        {
            var (all, looked) = (set.Count.ToString("#,0", CultureInfo.InvariantCulture), mostImages.ToString("#,0", CultureInfo.InvariantCulture));
            problems.Remark(DiagnosticCodes.Sampled, $"of the {all} images and masks of this view {looked} were looked at, spread over all; a missing one among the rest would show only in the run");
        }
        var digest = set.Digest(digests, mostImages, (missing, message) => problems.Add(missing ? DiagnosticCodes.MissingImage : DiagnosticCodes.NotAnImage, message,
            missing ? "add the file, or correct the path in the row or the folder the paths start from" : "replace the file; PNG, JPEG, WebP, GIF and BMP are read"));
        digests.Save();
        return digest;
    }

    private static bool Exists(bool exists, string path, string what, ProblemList problems)
    {
        if (!exists) problems.AddAbsent(path, $"{path}: no such {what}");
        return exists;
    }
}
