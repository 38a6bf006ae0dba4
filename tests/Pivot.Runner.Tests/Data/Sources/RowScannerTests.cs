using System.Text;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Sources;

namespace Pivot.Runner.Tests.Data.Sources;

public class RowScannerTests
{
    [Theory]
    [InlineData("{\"a\":1}\r\n\r\n{\"a\":2}", new[] { 1, 3 })]
    [InlineData("\uFEFF{\"a\":1}\n  \n{\"a\":2}\n\n", new[] { 1, 3 })]
    [InlineData(" [ {\"a\":1},\n{\"a\":2} ]\n", new[] { 1, 2 })]
    [InlineData("\uFEFF[{\"a\":1}\n,\n {\"a\":2}]", new[] { 1, 3 })]
    [InlineData("[{\"a\":1,\"b\":\"]},\\\"{\\\\\"},{\"a\":2,\"c\":[[],{}]}]", new[] { 1, 1 })]
    public void Rows_and_their_lines_are_found_in_lines_and_in_an_array(string text, int[] lines)
    {
        using var folder = new TemporaryFolder();
        var rows = AnnotationFile.Read(folder.Write("a", text)).ToList();
        Assert.All(rows, r => Assert.Null(r.Problem));
        Assert.Equal(lines, rows.Select(r => r.Row!.Line));
        Assert.Equal([1, 2], rows.Select(r => r.Row!.Json.GetProperty("a").GetInt32()));
    }

    // Rows of every length go over the ends of the buffer at every place within them: quotes, escapes, brackets, line breaks.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rows_larger_than_the_buffer_and_across_its_ends_are_whole(bool array)
    {
        using var folder = new TemporaryFolder();
        var texts = new List<string> { new('x', 2_500_000), "", "\"\\{[]},\n" + new string('é', 700_001) };
        for (var i = 0; i < 4000; i++) texts.Add(string.Concat(Enumerable.Repeat("\\\"{}[],é\n", i % 97)));
        var rows = texts.Select((t, i) => new System.Text.Json.Nodes.JsonObject { ["n"] = i, ["t"] = t }.ToJsonString()).ToList();
        var file = folder.Write("a", array ? Rows.Array(rows) : Rows.Lines(rows));
        var read = AnnotationFile.Read(file).ToList();
        Assert.Equal(texts, read.Select(r => r.Row!.Json.GetProperty("t").GetString()));
        Assert.Equal(Enumerable.Range(array ? 2 : 1, texts.Count), read.Select(r => r.Row!.Line));
    }

    [Theory]
    [InlineData("[{\"a\":1} {\"a\":2}]", 1, "a comma or ] must follow a row")]
    [InlineData("[{\"a\":1},\n,{\"a\":2}]", 2, "a row must follow the comma")]
    [InlineData("[{\"a\":1},\n]", 2, "a row must follow the comma")]
    [InlineData("[,{\"a\":1}]", 1, "a row must stand before the comma")]
    [InlineData("[{\"a\":1}", 1, "the array is not closed")]
    [InlineData("[\n{\"a\":1},\n\n{\"a\":\"x", 4, "the file ends within this row")]
    [InlineData("[{\"a\":1}]\n{}", 2, "nothing may follow the array")]
    public void A_broken_array_is_told_with_its_line(string text, int line, string why)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("a.json", text);
        var problem = AnnotationFile.Read(file).Select(r => r.Problem).Last()!;
        Assert.StartsWith($"{file}:{line}: not valid JSON", problem.Message);
        Assert.Contains(why, problem.Message);
    }

    [Fact]
    public void Rows_behind_a_broken_one_are_read_in_an_array_too()
    {
        using var folder = new TemporaryFolder();
        var read = AnnotationFile.Read(folder.Write("a.json", "[{\"a\":1},\n{\"a\" 1},\n7, null, \"x\",\n{\"a\":2}]")).ToList();
        Assert.Equal([true, false, false, false, false, true], read.Select(r => r.Problem is null));
        Assert.Contains(":2: not valid JSON", read[1].Problem!.Message);
        Assert.EndsWith("a row must be an object, found a number", read[2].Problem!.Message);
    }

    [Theory]
    [InlineData("{\"a\": \"\\ud83d\"}", "one half of a pair")]
    [InlineData("{\"a\": \"\\ude00\\ud83d\"}", "one half of a pair")]
    [InlineData("{\"a\": \"\\ud83d \\ude00\"}", "one half of a pair")]
    public void Half_a_character_is_an_error_of_its_row(string row, string why)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(why, AnnotationFile.Read(folder.Write("a.jsonl", row)).Single().Problem!.Message);
    }

    [Fact]
    public void Whole_characters_are_read_and_other_bytes_than_UTF8_are_an_error()
    {
        using var folder = new TemporaryFolder();
        var whole = AnnotationFile.Read(folder.Write("a.jsonl", """{"a": "\ud83d\ude00\\ud83d"}""")).Single().Row!;
        Assert.Equal("😀\\ud83d", whole.Json.GetProperty("a").GetString());
        var latin = AnnotationFile.Read(folder.Write("b.jsonl", Encoding.Latin1.GetBytes("{\"a\": \"é\"}"))).Single().Problem!;
        Assert.Contains("not UTF-8", latin.Message);
    }

    [Fact]
    public void A_row_of_more_than_its_limit_ends_the_file()
    {
        using var folder = new TemporaryFolder();
        foreach (var start in new[] { "{", "[{\"a\":\"" })
        {
            var file = folder.File($"huge{start.Length}");
            using (var stream = File.Create(file))
            {
                stream.Write(Encoding.UTF8.GetBytes(start));
                var block = Enumerable.Repeat((byte)'x', 1 << 20).ToArray();
                for (var i = 0; i <= RowFile.MostRowBytes >> 20; i++) stream.Write(block);
            }
            Assert.Contains("a row of more than 64 MB", AnnotationFile.Read(file).Single().Problem!.Message);
        }
    }

    [Fact]
    public void A_file_that_becomes_shorter_is_an_error_of_the_row()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("a.jsonl", Rows.Lines(Rows.Llava("a", "1.png"), Rows.Llava("b", "1.png")));
        var rows = DataViews.Conversations(new Pivot.Dsl.Specs.AnnotationView("llava", file, folder.Path));
        File.WriteAllText(file, Rows.Llava("a", "1.png"));
        Assert.Equal("a", rows[0].Id);
        Assert.Contains($"{file}:2: the file has become shorter", Assert.Throws<DataException>(() => rows[1]).Message);
    }

    [Fact]
    public async Task Rows_are_read_by_many_threads_at_once()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("a.json", Rows.Array(Enumerable.Range(0, 500).Select(i => Rows.Llava($"r{i}", "1.png", answer: new string('x', i)))));
        var rows = DataViews.Conversations(new Pivot.Dsl.Specs.AnnotationView("llava", file, folder.Path));
        await Parallel.ForAsync(0, 2000, (i, _) =>
        {
            var row = rows[i * 7 % 500];
            Assert.Equal(($"r{i * 7 % 500}", i * 7 % 500), (row.Id, row.Turns[0].Answer.Length));
            return ValueTask.CompletedTask;
        });
    }
}
