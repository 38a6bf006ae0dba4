using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Sources;

namespace Pivot.Runner.Tests.Data.Sources;

public class DataInspectorTests
{
    private static readonly byte[] Picture = ImageFile.EncodePng(new RasterImage(2, 1, [1, 2, 3, 4, 5, 6]));

    [Fact]
    public void The_same_content_has_the_same_digest_wherever_it_lies_and_other_content_another()
    {
        using var one = new TemporaryFolder();
        using var two = new TemporaryFolder();
        var (first, second) = (Questions(one), Questions(two));
        var digest = Full(first).Digest;
        Assert.Equal(32, digest.Length);
        Assert.Equal(digest, Full(second).Digest);
        two.Write("1.png", ImageFile.EncodePng(new RasterImage(2, 1, [1, 2, 3, 4, 5, 7])));
        var other = Full(second).Digest;
        Assert.NotEqual(digest, other);
        File.AppendAllText(first.File, "\n");
        Assert.NotEqual(digest, Full(first).Digest);
    }

    [Fact]
    public void Digests_are_kept_for_unchanged_files_and_taken_anew_for_changed_ones()
    {
        using var folder = new TemporaryFolder();
        var view = Questions(folder);
        var cache = folder.File("cache");
        var digest = new DataInspector(cache, full: true).Inspect(view).Digest;
        // The same length and time as before: only a second reading would tell that the bytes are others.
        var time = File.GetLastWriteTimeUtc(folder.File("1.png"));
        var changed = (byte[])Picture.Clone();
        changed[^1] ^= 1;
        folder.Write("1.png", changed);
        File.SetLastWriteTimeUtc(folder.File("1.png"), time);
        Assert.Equal(digest, new DataInspector(cache, full: true).Inspect(view).Digest);
        Assert.NotEqual(digest, Full(view).Digest);
        File.SetLastWriteTimeUtc(folder.File("1.png"), time.AddSeconds(2));
        Assert.NotEqual(digest, new DataInspector(cache, full: true).Inspect(view).Digest);
    }

    [Fact]
    public void Everything_wrong_with_a_file_is_told_at_once()
    {
        using var folder = new TemporaryFolder();
        folder.Write("ok.png", Picture);
        folder.Write("text.png", "not an image");
        var file = folder.Write("q.jsonl", """
            {"id": 1, "image": "ok.png", "question": "q", "answer": "a"}
            {"id": 2, "image": "gone.png", "question": "q", "answer": "a"}
            {"id": 3, "image": "ok.png", "answer": "a"}
            {"id": 4, "image": "ok.png", "question": "q", "ans
            {"id": 5, "image": "text.png", "question": "q", "answer": "a"}
            """);
        var inspection = Full(new AnnotationView("questions", file, folder.Path));
        Assert.Equal("", inspection.Digest);
        Assert.Equal(["PVT402", "PVT402", "PVT403", "PVT406"], inspection.Problems.Select(p => p.Code));
        Assert.StartsWith($"{file}:3: the row has no \"question\"", inspection.Problems[0].Message);
        Assert.StartsWith($"{file}:4: not valid JSON", inspection.Problems[1].Message);
        Assert.Equal($"{file}:2: the image {folder.File("gone.png")} does not exist", inspection.Problems[2].Message);
        Assert.StartsWith($"{file}:5: ", inspection.Problems[3].Message);
        Assert.All(inspection.Problems, p => Assert.NotNull(p.Hint));
    }

    [Fact]
    public void After_twenty_problems_only_their_number_is_told()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("q.jsonl", string.Concat(Enumerable.Repeat("{}\n", 33)));
        var problems = Full(new AnnotationView("questions", file, folder.Path)).Problems;
        Assert.Equal(21, problems.Count);
        Assert.Equal("and 13 more like these", problems[^1].Message);
    }

    [Fact]
    public void Missing_files_and_folders_are_told_without_reading_anything()
    {
        using var folder = new TemporaryFolder();
        var quick = new DataInspector(null, full: false);
        Assert.Equal(["PVT401", "PVT401"], Codes(quick.Inspect(new AnnotationView("llava", folder.File("a.json"), folder.File("images")))));
        Assert.Equal(["PVT401", "PVT401"], Codes(quick.Inspect(new ImageFolderView(folder.File("train"), folder.File("test")))));
        Assert.Equal(4, quick.Inspect(new MaskFolderView(folder.File("1"), folder.File("2"), folder.File("3"), folder.File("4"), ["a"], null)).Problems.Count);
        var broken = new AnnotationView("llava", folder.Write("b.json", "{"), folder.Path);
        Assert.Empty(quick.Inspect(broken).Problems);
        Assert.Equal(["PVT402"], Codes(Full(broken)));
    }

    [Fact]
    public void Empty_splits_and_differing_classes_have_codes_of_their_own()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(["PVT404"], Codes(Full(new AnnotationView("llava", folder.Write("e.jsonl", ""), folder.Path))));
        folder.Write("train/a/1.png", Picture);
        folder.Write("test/b/1.png", Picture);
        Assert.Equal(["PVT405"], Codes(Full(new ImageFolderView(folder.File("train"), folder.File("test")))));
        Directory.CreateDirectory(folder.File("none"));
        Assert.Equal(["PVT404", "PVT404"], Codes(Full(new ImageFolderView(folder.File("none"), folder.File("none")))));
        Assert.Matches("^[0-9a-f]{32}$", Full(new ImageFolderView(folder.File("train"), folder.File("train"))).Digest);
    }

    [Fact]
    public void Masks_that_are_missing_or_coloured_are_told()
    {
        using var folder = new TemporaryFolder();
        folder.Write("i/a.png", Picture);
        folder.Write("i/b.png", Picture);
        folder.Write("m/b.png", Picture);
        var view = new MaskFolderView(folder.File("i"), folder.File("m"), folder.File("i"), folder.File("m"), ["a"], null);
        Assert.Equal(["PVT403", "PVT403", "PVT406", "PVT406"], Codes(Full(view)).Order());
        foreach (var name in new[] { "m/a.png", "m/b.png" }) folder.Write(name, ImageFile.EncodePng(new LabelMap(2, 1, [0, 0])));
        Assert.NotEqual("", Full(view).Digest);
    }

    [Fact]
    public void The_built_in_world_is_known_by_its_version()
    {
        var view = new ScenesView { Content = "captions", ImageSize = 48, Train = 10, Test = 10, Seed = 1 };
        Assert.Equal("scenes-v1", Full(view).Digest);
    }

    [Fact]
    public void A_limit_leaves_out_what_comes_after_it()
    {
        using var folder = new TemporaryFolder();
        var view = Questions(folder);
        File.AppendAllText(view.File, "{broken\n");
        Assert.NotEmpty(Full(view).Problems);
        Assert.Empty(Full(view with { Limit = 1 }).Problems);
    }

    private static AnnotationView Questions(TemporaryFolder folder)
    {
        folder.Write("1.png", Picture);
        var file = folder.Write("q.jsonl", """{"id": 1, "image": "1.png", "question": "q", "answer": "a"}""" + "\n");
        return new AnnotationView("questions", file, folder.Path);
    }

    private static DataInspection Full(DataView view) => new DataInspector(null, full: true).Inspect(view);

    private static IEnumerable<string> Codes(DataInspection inspection) => inspection.Problems.Select(p => p.Code);
}
