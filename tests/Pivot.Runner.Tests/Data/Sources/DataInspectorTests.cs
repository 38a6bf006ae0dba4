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

    [Fact]
    public void Of_a_set_larger_than_the_limit_a_sample_is_looked_at_and_that_is_said()
    {
        using var folder = new TemporaryFolder();
        var rows = Enumerable.Range(0, 10).Select(i =>
        {
            folder.Write($"{i}.png", Picture);
            return $$"""{"id": {{i}}, "image": "{{i}}.png", "question": "q", "answer": "a"}""";
        });
        var view = new AnnotationView("questions", folder.Write("q.jsonl", string.Join('\n', rows)), folder.Path);
        DataInspection Look(int most) => new DataInspector(null, full: true, mostImages: most).Inspect(view);
        Assert.Empty(Look(10).Remarks);
        var sampled = Look(4);
        Assert.Equal(("PVT408", true), (sampled.Remarks.Single().Code, sampled.Remarks[0].Message.StartsWith("of the 10 images and masks of this view 4 were looked at")));
        Assert.StartsWith("sampled-", sampled.Digest);
        File.Delete(folder.File("0.png"));
        File.Delete(folder.File("1.png"));
        Assert.Equal(2, Look(10).Problems.Count);
        for (var i = 2; i < 10; i++) File.Delete(folder.File($"{i}.png"));
        Assert.Equal(4, Look(4).Problems.Count);
    }

    [Fact]
    public void Rows_words_and_classes_are_counted_when_asked_for()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "1.png", "train/a/1.png", "train/a/2.png", "train/b/1.png", "test/a/1.png", "test/b/1.png" }) folder.Write(name, Picture);
        AnnotationView Rows(string format, params string[] rows) => new(format, folder.Write(format + ".jsonl", string.Join('\n', rows)), folder.Path);
        var counting = new DataInspector(null, full: true, count: true);
        Assert.Equal(new DataCounts(2, 0, 4.5, 0) { LongestRow = 6 }, counting.Inspect(Rows("questions",
            """{"id": 1, "image": "1.png", "question": "is it red?", "answer": "no, blue"}""".Replace("no, blue", "no it"),
            """{"id": 2, "image": "1.png", "question": "why?", "answer": "so"}""")).Counts);
        Assert.Equal(new DataCounts(1, 0, 4, 0) { LongestRow = 4 }, counting.Inspect(Rows("preference",
            """{"image": "1.png", "question": "what?", "chosen": "this", "rejected": "that"}""")).Counts);
        Assert.Equal(new DataCounts(1, 0, 2, 0) { LongestRow = 2 }, counting.Inspect(Rows("captions",
            """{"image": "1.png", "conversations": [{"from": "human", "value": "<image>"}, {"from": "gpt", "value": "a star"}]}""")).Counts);
        Assert.Equal(new DataCounts(3, 2, 0, 2), counting.Inspect(new ImageFolderView(folder.File("train"), folder.File("test"))).Counts);
        Assert.Null(Full(new ImageFolderView(folder.File("train"), folder.File("test"))).Counts);
    }

    [Fact]
    public void The_built_in_world_is_counted_as_it_will_be_read()
    {
        var counting = new DataInspector(null, full: true, count: true);
        foreach (var content in ScenesView.Contents.Keys)
        {
            var view = new ScenesView { Content = content, ImageSize = 32, Train = 120, Test = 90, Seed = 3 };
            var counts = counting.Inspect(view).Counts!;
            (int Train, int Test) rows = view.Kind switch
            {
                SampleKind.Label => (DataViews.Labels(view).Train.Count, DataViews.Labels(view).Test.Count),
                SampleKind.Mask => (DataViews.Masks(view).Train.Count, DataViews.Masks(view).Test.Count),
                SampleKind.Question => (0, DataViews.Questions(view).Count),
                SampleKind.Grounded => (0, DataViews.Grounded(view).Count),
                _ => (ViewTexts.Rows(view).Count(), 0),
            };
            Assert.Equal((content, rows), (content, (counts.Train, counts.Test)));
            var words = view.Kind is SampleKind.Label or SampleKind.Mask ? [] : ViewTexts.Rows(view).Select(r => r.Sum(Pivot.Runner.Data.Tokenizers.WordTokenizer.CountPieces)).ToList();
            Assert.Equal((words.DefaultIfEmpty(0).Average(), words.DefaultIfEmpty(0).Max()), (counts.TokensPerRow, counts.LongestRow));
        }
    }

    [Fact]
    public void The_mean_over_the_first_pictures_is_near_the_mean_over_all()
    {
        var view = new ScenesView { Content = "instruct", ImageSize = 32, Train = 2000, Test = 10, Seed = 3 };
        var told = new DataInspector(null, full: true, count: true).Inspect(view).Counts!.TokensPerRow;
        var all = ViewTexts.Rows(view).Average(r => r.Sum(Pivot.Runner.Data.Tokenizers.WordTokenizer.CountPieces));
        Assert.InRange(told / all, 0.97, 1.03);
    }

    [Fact]
    public void A_vocabulary_is_as_large_as_the_tokenizer_that_the_run_will_build_and_is_kept()
    {
        using var folder = new TemporaryFolder();
        var cache = folder.File("cache");
        var view = Questions(folder);
        var scenes = new ScenesView { Content = "captions", ImageSize = 32, Train = 300, Test = 10, Seed = 3 };
        int? Size(TokenizerSpec spec, params DataView[] text) => new DataInspector(cache, full: true, count: true).VocabularySize(spec, text);
        foreach (var most in new[] { 8192, 5 })
        {
            var spec = new TokenizerSpec { MaxWords = most };
            Assert.Equal(Pivot.Runner.Stages.TokenizerTexts.Build(spec, [scenes, view]).VocabSize, Size(spec, scenes, view));
        }
        Assert.Equal(262, Size(new TokenizerSpec { Kind = "byte" }));
        Assert.Null(Size(new TokenizerSpec()));
        Assert.Null(new DataInspector(cache, full: true).VocabularySize(new TokenizerSpec(), [scenes]));

        var kept = File.ReadAllLines(Path.Combine(cache, "counts"));
        Assert.Equal(Size(new TokenizerSpec(), scenes, view), Size(new TokenizerSpec(), scenes, view));
        Assert.Equal(kept, File.ReadAllLines(Path.Combine(cache, "counts")));
        File.AppendAllText(view.File, """{"id": 2, "image": "1.png", "question": "another", "answer": "word, zwei"}""");
        Assert.Equal(Size(new TokenizerSpec(), scenes) + 4, Size(new TokenizerSpec(), scenes, view));
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
