using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Scenes;

namespace Pivot.Runner.Data.Sources;

/// <summary>Looks at the data of a plan before it runs: everything wrong with it at once, and a digest of its content.</summary>
/// <remarks>
/// Codes: PVT401 missing file or folder, PVT402 malformed row, PVT403 missing image or mask, PVT404 empty split, PVT405 the splits' classes
/// differ, PVT406 not an image. At most <see cref="MostProblems"/> problems a view are told, then how many more there are.
/// </remarks>
/// <param name="cacheFolder">Where digests of unchanged files are kept between runs, or null.</param>
/// <param name="full">
/// Whether files are read: rows parsed, images looked for and digested. Otherwise only files and folders are looked for, and the digest of files
/// is empty.
/// </param>
public sealed class DataInspector(string? cacheFolder, bool full) : IDataInspector
{
    /// <summary>Problems told of one view.</summary>
    public const int MostProblems = 20;

    /// <summary>Images looked at of one view; of a larger set a sample of so many is, and its digest says so.</summary>
    public const int MostImages = 100_000;

    /// <inheritdoc/>
    public DataInspection Inspect(DataView view)
    {
        if (view is ScenesView) return new DataInspection(ScenesWorld.Version, ScenesWorld.Version, []);
        var problems = new ProblemList();
        var digest = "";
        var text = "";
        try
        {
            digest = view switch
            {
                AnnotationView file => Annotations(file, problems),
                ImageFolderView folder => Classes(folder, problems),
                MaskFolderView folder => Masks(folder, problems),
                _ => throw new ArgumentException($"no such kind of view: {view.GetType().Name}"),
            };
            if (full && view is AnnotationView { File: var rows } && problems.All.Count == 0) text = new FileDigests(cacheFolder, Path.GetDirectoryName(rows)!).OfFile(rows);
        }
        catch (DataException problem)
        {
            problems.Add(DiagnosticCodes.MalformedRow, problem.Message, null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            problems.Add(DiagnosticCodes.MissingFile, problem.Message, "make the file readable for this user");
        }
        return problems.All.Count > 0 ? new DataInspection("", "", problems.All) : new DataInspection(digest, text, []);
    }

    /// <inheritdoc/>
    public int? VocabularySize(TokenizerSpec tokenizer, IReadOnlyList<DataView> text) => null;

    /// <inheritdoc/>
    public CheckpointInspection InspectTower(string folder) => throw new NotImplementedException();

    private string Annotations(AnnotationView view, ProblemList problems)
    {
        var there = Exists(File.Exists(view.File), view.File, "file", problems) & Exists(Directory.Exists(view.Images), view.Images, "folder of images", problems);
        if (!there || !full) return "";
        var set = new InspectedSet(view.Images);
        var ids = new HashSet<string>();
        var rows = 0;
        foreach (var (row, broken) in AnnotationFile.Read(view.File).Take(view.Limit ?? int.MaxValue))
        {
            rows++;
            try
            {
                var image = (FileImage)(broken is null ? Image(view, row!, ids) : throw broken);
                set.AddImage(image.Name, image.Id, image.Origin);
            }
            catch (DataException problem)
            {
                problems.Add(DiagnosticCodes.MalformedRow, problem.Message, Shape(view.Format));
            }
        }
        if (rows == 0) problems.Add(DiagnosticCodes.EmptySplit, $"{view.File}: the file holds no rows", Shape(view.Format));
        var digests = new FileDigests(cacheFolder, set.Root);
        set.Add(view.Format);
        set.Add(digests.OfFile(view.File));
        return Digest(set, digests, problems);
    }

    private string Classes(ImageFolderView view, ProblemList problems)
    {
        var there = Exists(Directory.Exists(view.Train), view.Train, "folder", problems) & Exists(Directory.Exists(view.Test), view.Test, "folder", problems);
        if (!there || !full) return "";
        if (ImageFolderSource.ClassesDiffer(view.Train, view.Test) is { } difference)
            problems.Add(DiagnosticCodes.SplitsDiffer, difference, "give both splits a folder for every class");
        var set = new InspectedSet(view.Train);
        foreach (var (split, folder) in new[] { ("train", view.Train), ("test", view.Test) })
        {
            var classes = ImageFolderSource.Classes(folder);
            if (classes.Length == 0) problems.Add(DiagnosticCodes.EmptySplit, $"{folder}: the folder holds no class folders", "one folder a class, its images in it");
            foreach (var name in classes)
            {
                var files = ImageFolderSource.Files(Path.Combine(folder, name));
                if (files.Length == 0) problems.Add(DiagnosticCodes.EmptySplit, $"{Path.Combine(folder, name)}: the class holds no images", "remove the folder or fill it");
                AddFiles(set, split, folder, files);
            }
        }
        return Digest(set, new FileDigests(cacheFolder, set.Root), problems);
    }

    private string Masks(MaskFolderView view, ProblemList problems)
    {
        var there = true;
        foreach (var folder in new[] { view.TrainImages, view.TrainMasks, view.TestImages, view.TestMasks })
            there &= Exists(Directory.Exists(folder), folder, "folder", problems);
        if (!there || !full) return "";
        var set = new InspectedSet(view.TrainImages);
        foreach (var (split, images, masks) in new[] { ("train", view.TrainImages, view.TrainMasks), ("test", view.TestImages, view.TestMasks) })
        {
            var pairs = MaskFolderSource.Pairs(images, masks);
            if (pairs.Count == 0) problems.Add(DiagnosticCodes.EmptySplit, $"{images}: the folder holds no images", null);
            AddFiles(set, split + "/images", images, pairs.Select(p => p.Image));
            foreach (var (image, mask) in pairs)
            {
                set.AddImage($"{split}/masks/{Relative(masks, mask)}", mask, image);
                if (File.Exists(mask) && PngIndices.HeaderProblem(mask) is { } problem)
                    problems.Add(DiagnosticCodes.NotAnImage, problem, "save masks as 8-bit grey or palette PNG, the class's index in each pixel");
            }
        }
        return Digest(set, new FileDigests(cacheFolder, set.Root), problems);
    }

    private static void AddFiles(InspectedSet set, string split, string folder, IEnumerable<string> files)
    {
        foreach (var file in files) set.AddImage($"{split}/{Relative(folder, file)}", file, null);
    }

    private static string Relative(string folder, string file) => Path.GetRelativePath(folder, file).Replace('\\', '/');

    private static string Digest(InspectedSet set, FileDigests digests, ProblemList problems)
    {
        var digest = set.Digest(digests, MostImages, (missing, message) => problems.Add(missing ? DiagnosticCodes.MissingImage : DiagnosticCodes.NotAnImage, message,
            missing ? "add the file, or correct the path in the row or the folder the paths start from" : "replace the file; PNG, JPEG, WebP, GIF and BMP are read"));
        digests.Save();
        return digest;
    }

    private static bool Exists(bool exists, string path, string what, ProblemList problems)
    {
        if (!exists) problems.Add(DiagnosticCodes.MissingFile, $"{path}: no such {what}", "correct the path; relative paths start from the spec's folder");
        return exists;
    }

    private static ImageReference Image(AnnotationView view, AnnotationRow row, HashSet<string> ids) => view.Format switch
    {
        "llava" or "captions" => LlavaSource.Parse(row, view.Images).Image,
        "preference" => PreferenceSource.Parse(row, view.Images).Image,
        "questions" => QuestionSource.Parse(row, view.Images, ids).Image,
        _ => throw new ArgumentException($"no such format: {view.Format}"),
    };

    private static string Shape(string format) => format switch
    {
        "preference" => """a row is {"image": "...", "question": "...", "chosen": "...", "rejected": "..."}""",
        "questions" => """a row is {"question_id": "...", "image": "...", "question": "...", "answer": "...", "category": "..."}""",
        _ => """a row is {"id": "...", "image": "...", "conversations": [{"from": "human", "value": "..."}, {"from": "gpt", "value": "..."}]}""",
    };

    private sealed class ProblemList
    {
        private readonly List<DataProblem> _told = [];
        private int _more;

        public IReadOnlyList<DataProblem> All => _more == 0 ? _told : [.. _told, new DataProblem(_told[^1].Code, $"and {_more} more like these")];

        public void Add(string code, string message, string? hint)
        {
            if (_told.Count < MostProblems) _told.Add(new DataProblem(code, message, hint));
            else _more++;
        }
    }
}
