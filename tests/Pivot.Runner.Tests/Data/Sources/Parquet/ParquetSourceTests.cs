using Parquet;
using Pivot.Dsl.Specs;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Data.Sources.Parquet;

namespace Pivot.Runner.Tests.Data.Sources.Parquet;

public class ParquetSourceTests
{
    private static readonly string[] Parts = ["train-00000-of-00002.parquet", "train-00001-of-00002.parquet"];

    [Theory]
    [InlineData(CompressionMethod.None)]
    [InlineData(CompressionMethod.Snappy)]
    [InlineData(CompressionMethod.Gzip)]
    [InlineData(CompressionMethod.Brotli)]
    [InlineData(CompressionMethod.Zstd)]
    public void Questions_are_what_another_program_wrote(CompressionMethod compression)
    {
        using var folder = new TemporaryFolder();
        folder.Write("q.parquet", ParquetFiles.Bytes(Enumerable.Range(0, 250).Where(i => i % 5 != 4).Select(ParquetFiles.Of), compression, rowsAGroup: 60));
        var samples = Questions(folder, v => v with { Group = "group", Id = "idx" });
        Assert.Equal(200, samples.Count);
        var numbers = Enumerable.Range(0, 250).Where(i => i % 5 != 4).ToList();
        Assert.Equal(numbers.Select(i => ($"{i}", $"What is {i}?", i % 2 == 0 ? "even" : "odd", i % 3 == 0 ? "all" : "rest")), samples.Select(s => (s.Id, s.Question, s.Answer, s.Group)));
        // In another order than they lie in, pages of four groups of rows.
        foreach (var i in new[] { 199, 0, 60, 59, 120, 61, 199 }) Assert.Equal((byte)numbers[i], samples[i].Image.Load().Rgb[0]);
        Assert.EndsWith("q.parquet#60", samples[60].Image.Id);
    }

    [Fact]
    public void Files_of_a_folder_are_read_in_ordinal_order()
    {
        using var folder = new TemporaryFolder();
        folder.Write(Parts[1], ParquetFiles.Bytes([ParquetFiles.Of(7)]));
        folder.Write(Parts[0], ParquetFiles.Bytes([ParquetFiles.Of(1), ParquetFiles.Of(2)]));
        folder.Write("test-00000-of-00001.parquet", ParquetFiles.Bytes([ParquetFiles.Of(3)]));
        var samples = DataViews.Questions(new ParquetView("questions", folder.Path, folder.Path) { Files = "train-*.parquet" });
        Assert.Equal(["What is 1?", "What is 2?", "What is 7?"], samples.Select(s => s.Question));
        Assert.Equal(["train-00000-of-00002/0", "train-00000-of-00002/1", "train-00001-of-00002/0"], samples.Select(s => s.Id));
        Assert.Equal(2, DataViews.Questions(new ParquetView("questions", folder.Path, folder.Path) { Files = "train-*.parquet", Limit = 2 }).Count);
        var none = Assert.Throws<DataException>(() => DataViews.Questions(new ParquetView("questions", folder.Path, folder.Path) { Files = "val-*.parquet" }));
        Assert.EndsWith("the folder holds no file that is called val-*.parquet", none.Message);
    }

    [Fact]
    public void Pairs_stand_in_columns_or_in_json()
    {
        using var folder = new TemporaryFolder();
        folder.Write("q.parquet", ParquetFiles.Bytes([ParquetFiles.Of(1), ParquetFiles.Of(2)]));
        var columns = DataViews.Preferences(View(folder, "preference"));
        Assert.Equal([("What is 1?", "chosen 1", "rejected 1"), ("What is 2?", "chosen 2", "rejected 2")], columns.Select(s => (s.Question, s.Chosen, s.Rejected)));
        var json = DataViews.Preferences(View(folder, "preference") with { Text = "text" });
        Assert.Equal([("q1", "c1", "r1"), ("q2", "c2", "r2")], json.Select(s => (s.Question, s.Chosen, s.Rejected)));
        Assert.Equal("chosen 1", DataViews.Conversations(View(folder, "preference"))[0].Turns[0].Answer);
    }

    [Fact]
    public void Conversations_are_lists_of_structs()
    {
        using var folder = new TemporaryFolder();
        var longer = ParquetFiles.Of(2);
        longer.conversations!.AddRange([new() { from = "human", value = "and?" }, new() { from = "gpt", value = "so" }]);
        folder.Write("q.parquet", ParquetFiles.Bytes([ParquetFiles.Of(1), longer, ParquetFiles.Of(3)]));
        var samples = DataViews.Conversations(View(folder, "conversations"));
        Assert.Equal([1, 2, 1], samples.Select(s => s.Turns.Count));
        Assert.Equal([new Turn("hello 2", "hi 2"), new Turn("and?", "so")], samples[1].Turns);
        longer.conversations.RemoveAt(3);
        folder.Write("q.parquet", ParquetFiles.Bytes([ParquetFiles.Of(1), longer]));
        Assert.Contains("q.parquet: row 1: a conversation must alternate", Assert.Throws<DataException>(() => DataViews.Conversations(View(folder, "conversations"))).Message);
        longer.conversations = [];
        folder.Write("q.parquet", ParquetFiles.Bytes([longer]));
        Assert.Contains("found 0 entries", Assert.Throws<DataException>(() => DataViews.Conversations(View(folder, "conversations"))).Message);
    }

    [Fact]
    public void Labels_are_numbers_whose_names_the_files_note()
    {
        using var folder = new TemporaryFolder();
        var notes = new Dictionary<string, string> { ["huggingface"] = """{"info": {"features": {"image": {"_type": "Image"}, "label": {"names": ["cat", "dog", "bird"], "_type": "ClassLabel"}}}}""" };
        var rows = new[] { 1, 2, 3 }.Select(ParquetFiles.Of).ToList();
        folder.Write("train-0.parquet", ParquetFiles.Bytes(rows, notes: notes));
        folder.Write("test-0.parquet", ParquetFiles.Bytes(rows.Take(1), notes: notes));
        var set = DataViews.Labels(new ParquetLabelsView(folder.Path));
        Assert.Equal(["cat", "dog", "bird"], set.Classes);
        Assert.Equal([1, 2, 0], set.Train.Select(s => s.Label));
        Assert.Equal(2, set.Train[1].Image.Load().Rgb[0]);
        var named = DataViews.Labels(new ParquetLabelsView(folder.Path, Label: "answer"));
        Assert.Equal(["even", "odd"], named.Classes);
        folder.Write("test-0.parquet", ParquetFiles.Bytes([rows[1]]));
        folder.Write("train-0.parquet", ParquetFiles.Bytes([rows[0]]));
        Assert.Equal(["0", "1", "2"], DataViews.Labels(new ParquetLabelsView(folder.Path)).Classes);
        Assert.Contains("the class even is none of the 1 classes", Assert.Throws<DataException>(() => DataViews.Labels(new ParquetLabelsView(folder.Path, Label: "answer"))).Message);
    }

    [Fact]
    public void Rows_without_an_image_are_found_by_the_inspection_or_left_out_and_counted()
    {
        using var folder = new TemporaryFolder();
        var broken = ParquetFiles.Of(5);
        broken.image!.bytes = [1, 2, 3];
        folder.Write("q.parquet", ParquetFiles.Bytes([ParquetFiles.Of(3), ParquetFiles.Of(4), broken]));
        var view = View(folder, "questions");
        var problems = new DataInspector(null, full: true).Inspect(view).Problems;
        Assert.Equal(["PVT406", "PVT406"], problems.Select(p => p.Code));
        Assert.Contains("q.parquet: row 1: there is no image", problems[0].Message);
        Assert.Contains("q.parquet: row 2: its image is not one this program can decode", problems[1].Message);
        var left = DataViews.Questions(view with { Policy = new RowPolicy { Unreadable = RowPolicy.Drop } });
        Assert.Equal("What is 3?", Assert.Single(left).Question);
        Assert.Equal(2, left.Report().Dropped["unreadable"]);
    }

    [Fact]
    public void An_image_may_be_a_path()
    {
        using var folder = new TemporaryFolder();
        folder.Write("pictures/1.png", ParquetFiles.Picture(77));
        var row = ParquetFiles.Of(1);
        row.image!.bytes = null;
        row.text = "1.png";
        folder.Write("q.parquet", ParquetFiles.Bytes([row]));
        var view = new ParquetView("questions", folder.File("q.parquet"), folder.File("pictures"));
        Assert.Equal(77, DataViews.Questions(view)[0].Image.Load().Rgb[0]);
        Assert.Equal(77, DataViews.Questions(view with { Image = "text" })[0].Image.Load().Rgb[0]);
        var digest = new DataInspector(null, full: true).Inspect(view with { Image = "text" }).Digest;
        folder.Write("pictures/1.png", ParquetFiles.Picture(78));
        Assert.NotEqual(digest, new DataInspector(null, full: true).Inspect(view with { Image = "text" }).Digest);
    }

    [Fact]
    public void What_is_wrong_with_columns_and_rows_is_told()
    {
        using var folder = new TemporaryFolder();
        folder.Write("q.parquet", ParquetFiles.Bytes([ParquetFiles.Of(1), ParquetFiles.Of(1)]));
        string Message(Func<ParquetView, ParquetView> change, string rows = "questions") =>
            Assert.Throws<DataException>(() => _ = rows == "questions" ? DataViews.Questions(change(View(folder, rows))).Count : DataViews.Preferences(change(View(folder, rows))).Count).Message;
        Assert.Contains("there is no column \"query\", which is what 'question' names; found idx, image.bytes, image.path, question,", Message(v => v with { Question = "query" }));
        Assert.Contains("there is no column \"picture\", which is what 'image' names", Message(v => v with { Image = "picture" }));
        Assert.Contains("row 1: the id \"1\" was given to an earlier question", Message(v => v with { Id = "idx" }));
        Assert.Contains("row 0: the chosen and the rejected answer are the same text", Message(v => v with { Rejected = "chosen" }, "preference"));
        Assert.Contains("row 0: the column answer is no valid JSON", Message(v => v with { Text = "answer" }, "preference"));
        Assert.EndsWith("no such file or folder", Assert.Throws<DataException>(() => DataViews.Questions(new ParquetView("questions", folder.File("x"), folder.Path))).Message);
        folder.Write("q.parquet", "this is no parquet file at all");
        Assert.Contains("this is no parquet file", Message(v => v));
    }

    [Fact]
    public void Pages_that_are_held_stay_within_the_bound()
    {
        using var folder = new TemporaryFolder();
        var noise = new byte[300_000];
        new Random(1).NextBytes(noise);
        var file = folder.Write("q.parquet", ParquetFiles.Bytes(Enumerable.Range(0, 8).Select(i =>
        {
            var row = ParquetFiles.Of(i * 5);
            row.image!.bytes = [(byte)i, .. noise];
            return row;
        }), rowsAGroup: 1));
        var footer = ParquetFooter.Read(file);
        var cache = new PageCache(1_000_000);
        foreach (var group in footer.Groups.Concat(footer.Groups))
        {
            var chunk = group.Chunks["image.bytes"];
            var page = ParquetPage.Of(file, chunk).First(p => !p.IsDictionary);
            var content = cache.Of(file, page.Start, () => ParquetPageContent.Read(file, chunk, page, null));
            Assert.Equal(group.FirstRow, content.Values.Bytes(0)[0]);
            Assert.InRange(cache.Bytes, 300_000, 1_000_000);
        }
        Assert.Throws<DataException>(() => cache.Of("bad", 0, () => throw new DataException("bad")));
        Assert.Throws<DataException>(() => cache.Of("bad", 0, () => throw new DataException("bad")));
    }

    private static ParquetView View(TemporaryFolder folder, string rows) => new(rows, folder.File("q.parquet"), folder.Path);

    private static IReadOnlyList<QuestionSample> Questions(TemporaryFolder folder, Func<ParquetView, ParquetView> change) => DataViews.Questions(change(View(folder, "questions")));
}
