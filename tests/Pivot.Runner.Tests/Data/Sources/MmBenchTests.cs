using Pivot.Dsl.Specs;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Sources;

namespace Pivot.Runner.Tests.Data.Sources;

public class MmBenchTests
{
    private const string Header = "index\tquestion\thint\tA\tB\tC\tD\tanswer\tcategory\timage\n";

    [Fact]
    public void A_prompt_is_the_hint_the_question_the_options_that_are_there_and_what_the_answer_must_be()
    {
        using var folder = new TemporaryFolder();
        var sample = Load(folder, $"{Header}7\t\"What\nis it?\"\tLook well.\tcat\tdog\tnan\t\tB\tAnimals\t{Image(1)}\n")[0];
        Assert.Equal("Look well.\nWhat\nis it?\nA. cat\nB. dog\nAnswer with the option's letter from the given choices directly.", sample.Question);
        Assert.Equal(("7", "B", "Animals", AnswerForm.Letter, "7"), (sample.Id, sample.Answer, sample.Group, sample.Form, sample.VariantOf));
        Assert.Equal([('A', "cat"), ('B', "dog")], sample.Options.Select(o => (o.Key, o.Value)));
        Assert.Equal([1, 1, 1], sample.Image.Load().Rgb);
    }

    [Fact]
    public void The_last_line_of_a_prompt_is_declared()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("t.tsv", $"{Header}7\tWhat?\t\tcat\tdog\t\t\tB\t\t{Image(1)}\n");
        Assert.Equal("What?\nA. cat\nB. dog", DataViews.Questions(new BenchmarkFileView("mmbench", file, folder.Path, Suffix: ""))[0].Question);
        Assert.EndsWith("\n请直接回答选项字母。", DataViews.Questions(new BenchmarkFileView("mmbench", file, folder.Path, Suffix: "请直接回答选项字母。"))[0].Question);
    }

    [Fact]
    public void An_image_may_be_another_rows_before_or_after_it()
    {
        using var folder = new TemporaryFolder();
        var samples = Load(folder, $"{Header}1000003\tq\t\tx\ty\t\t\tA\tc\t3\n3\tq\t\ty\tx\t\t\tB\tc\t\"{Image(9)}\"\n2000003\tq\t\ty\tx\t\t\tB\tc\t3\n");
        Assert.Equal(["3", "3", "3"], samples.Select(s => s.VariantOf));
        Assert.Single(samples.Select(s => s.Image.Id).Distinct());
        Assert.All(samples, s => Assert.Equal([9, 9, 9], s.Image.Load().Rgb));
        Assert.EndsWith("t.tsv#3", samples[0].Image.Id);
    }

    [Theory]
    [InlineData("1\tq\t\tx\ty\t\t\tC\tc\tIMG", "t.tsv:2: the answer \"C\" is none of the question's options A, B")]
    [InlineData("1\tq\t\tx\ty\t\t\t\tc\tIMG", "t.tsv:2: the answer \"\" is none")]
    [InlineData("1\tq\t\t\t\t\t\tA\tc\tIMG", "t.tsv:2: the question has no options")]
    [InlineData("1\tq\t\tx\ty\t\t\tA\tc\t", "t.tsv:2: the row has no image")]
    [InlineData("1\tq\t\tx\ty\t\t\tA\tc\t44", "t.tsv:2: the image is that of row 44, and no row of that index has one")]
    [InlineData("1\tq\t\tx\ty\t\t\tA\tc\tIMG\n1\tq\t\tx\ty\t\t\tA\tc\tIMG", "t.tsv:3: the index \"1\" was given to an earlier question")]
    [InlineData("1\tq\t\tx\ty\tA\tc\tIMG", "t.tsv:2: the row has 8 cells")]
    [InlineData("", "the file holds no rows")]
    public void What_is_wrong_with_a_row_is_told_with_its_line(string rows, string message)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(message, Assert.Throws<DataException>(() => Load(folder, Header + rows.Replace("IMG", Image(1), StringComparison.Ordinal))).Message);
    }

    [Fact]
    public void Images_that_cannot_be_read_are_found_by_the_inspection_or_left_out_and_counted()
    {
        using var folder = new TemporaryFolder();
        var garbage = new string('!', 100);
        var noImage = Convert.ToBase64String(new byte[100]);
        var rows = $"{Header}1\tq\t\tx\ty\t\t\tA\tc\t{Image(1)}\n2\tq\t\tx\ty\t\t\tA\tc\t{garbage}\n3\tq\t\tx\ty\t\t\tA\tc\t{noImage}\n";
        var view = new BenchmarkFileView("mmbench", folder.Write("t.tsv", rows), folder.Path);
        var inspection = new DataInspector(folder.File("cache"), full: true).Inspect(view);
        Assert.Equal(["PVT406", "PVT406"], inspection.Problems.Select(p => p.Code));
        Assert.Contains("t.tsv:3: the image of row 2 is no base64", inspection.Problems[0].Message);
        Assert.Contains("t.tsv:4: the image of row 3 is not one this program can decode", inspection.Problems[1].Message);
        Assert.Contains("is no base64", Assert.Throws<DataException>(() => DataViews.Questions(view)[1].Image.Load()).Message);

        var dropping = view with { Policy = new RowPolicy { Unreadable = RowPolicy.Drop } };
        var kept = DataViews.Questions(dropping);
        Assert.Equal("1", Assert.Single(kept).Id);
        Assert.Equal("of 3 rows 1 are taken (left out: 2 unreadable)", kept.Report().Describe());
        Assert.Contains("2 unreadable", Assert.Single(new DataInspector(null, full: true).Inspect(dropping).Remarks).Message);
    }

    [Fact]
    public void A_picture_that_says_it_is_enormous_is_refused_before_it_is_unpacked()
    {
        using var folder = new TemporaryFolder();
        byte[] bomb = [.. "BM"u8, .. new byte[100]]; // a bitmap's header, which has no checksum
        (bomb[10], bomb[14], bomb[26], bomb[28]) = (54, 40, 1, 24);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(bomb.AsSpan(18), 60_000);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(bomb.AsSpan(22), 60_000);
        var samples = Load(folder, $"{Header}1\tq\t\tx\ty\t\t\tA\tc\t{Convert.ToBase64String(bomb)}\n");
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("60000", Assert.Throws<DataException>(() => samples[0].Image.Load()).Message);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Fact]
    public void Embedded_images_are_looked_at_once_for_an_unchanged_file()
    {
        using var folder = new TemporaryFolder();
        var view = new BenchmarkFileView("mmbench", folder.Write("t.tsv", $"{Header}1\tq\t\tx\ty\t\t\tA\tc\t{Image(1)}\n"), folder.Path);
        var cache = folder.File("cache");
        var digest = new DataInspector(cache, full: true, count: true).Inspect(view).Digest;
        Assert.NotEmpty(digest);
        Assert.Equal(digest, new DataInspector(cache, full: true, count: true).Inspect(view).Digest);
        folder.Write("t.tsv", $"{Header}1\tq\t\tx\ty\t\t\tA\tc\t{new string('!', 200)}\n");
        Assert.Equal("PVT406", Assert.Single(new DataInspector(cache, full: true, count: true).Inspect(view).Problems).Code);
    }

    private static IReadOnlyList<QuestionSample> Load(TemporaryFolder folder, string text) =>
        DataViews.Questions(new BenchmarkFileView("mmbench", folder.Write("t.tsv", text), folder.Path));

    private static string Image(byte grey) => Convert.ToBase64String(ImageFile.EncodePng(new RasterImage(1, 1, [grey, grey, grey])));
}
