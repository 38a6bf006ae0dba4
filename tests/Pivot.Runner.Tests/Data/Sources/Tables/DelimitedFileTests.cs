using Pivot.Runner.Data;
using Pivot.Runner.Data.Sources.Tables;

namespace Pivot.Runner.Tests.Data.Sources.Tables;

public class DelimitedFileTests
{
    [Fact]
    public void Quoted_cells_hold_delimiters_line_breaks_and_quotes()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("t.tsv", "\uFEFFa\tb\r\n\"1\t2\"\t\"say \"\"hi\"\"\nthere\"\n\n\"x\"y\t3\r4\t\n5\t\"\"");
        Assert.Equal([["a", "b"], ["1\t2", "say \"hi\"\nthere"], ["xy", "3"], ["4", ""], ["5", ""]], Rows(file));
        Assert.Equal([1, 2, 5, 6, 7], DelimitedFile.Read(file, '\t').Select(r => r.Line));
    }

    [Fact]
    public void A_cell_says_where_it_stands_in_the_file()
    {
        using var folder = new TemporaryFolder();
        var text = new string('p', 70_000); // longer than the block that is read at once
        var file = folder.Write("t.tsv", $"a\tb\n{text}\t\"q\"\"q\"\n");
        var row = DelimitedFile.Read(file, '\t').Last();
        Assert.Equal((4L, 70_000L), (row.Cells[0].FileOffset, row.Cells[0].FileLength));
        Assert.Equal("\"q\"\"q\"", File.ReadAllText(file).Substring((int)row.Cells[1].FileOffset, (int)row.Cells[1].FileLength));
        Assert.Equal("q\"q", row.Text(1));
    }

    [Fact]
    public void A_quote_that_is_not_closed_is_named_where_it_was_opened()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("t.tsv", "a\tb\n1\t2\n3\t\"four\nfive\n");
        Assert.Contains("t.tsv:3: a quoted cell begins here and never ends", Assert.Throws<DataException>(() => Rows(file)).Message);
    }

    [Fact]
    public void A_row_that_never_ends_is_refused_and_not_held()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("t.tsv");
        using (var stream = File.Create(file))
        {
            stream.Write("a\n"u8);
            stream.SetLength(5L << 30); // a hole: takes no room on the disk
        }
        Assert.Contains("t.tsv:2: the row is longer than 64 MiB", Assert.Throws<DataException>(() => DelimitedFile.Read(file, '\t').Count()).Message);
    }

    [Fact]
    public void Columns_are_found_by_name_and_rows_are_held_to_them()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("the column \"a\" stands there twice", Message(folder.Write("1.csv", "a,b,a\n1,2,3\n")));
        Assert.Contains("2.csv:2: the row has 3 cells, the first row names 2", Message(folder.Write("2.csv", "a,b\n1,2,3\n")));
        Assert.Contains("there is no column \"a\"; the first row names b", Message(folder.Write("3.csv", "b\n1\n")));
        Assert.Contains("the file is empty", Message(folder.Write("4.csv", "")));
        Assert.Contains("is not UTF-8", Message(folder.Write("5.csv", [(byte)'a', (byte)'\n', 0xC3, 0x28])));
        Assert.EndsWith("no such file", Message(folder.File("6.csv")));

        static string Message(string file) => Assert.Throws<DataException>(() => DelimitedTable.Read(file, ',').Select(r => r.Table.Text(r.Row, "a")).ToList()).Message;
    }

    private static List<string[]> Rows(string file) => [.. DelimitedFile.Read(file, '\t').Select(r => Enumerable.Range(0, r.Cells.Count).Select(r.Text).ToArray())];
}
