using Parquet;
using Pivot.Dsl.Specs;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Tests.Data.Sources.Parquet;

namespace Pivot.Runner.Tests.Data.Sources;

/// <summary>Files of strangers: whatever their bytes, a diagnostic or rows, and memory in proportion to the file.</summary>
public class MutatedFilesTests
{
    private const int Mutations = 125;
    private const long MostBytesAFile = 64L << 20;

    [Fact]
    public void Mutated_tables_of_tabs_are_rows_or_a_diagnostic()
    {
        var image = Convert.ToBase64String(ImageFile.EncodePng(new RasterImage(1, 1, [1, 2, 3])));
        var good = $"index\tquestion\thint\tA\tB\tanswer\tcategory\timage\n1\t\"q\nq\"\t\tx\ty\tA\tc\t{image}\n2\tq\t\"h\"\"h\"\t\ty\tB\tc\t1\n1000001\tq\t\tx\ty\tB\tc\t1\n";
        Mutate("t.tsv", System.Text.Encoding.UTF8.GetBytes(good), (file, folder) =>
        {
            var view = new BenchmarkFileView("mmbench", file, folder);
            foreach (var question in DataViews.Questions(view)) question.Image.Load();
            return view;
        });
    }

    [Theory]
    [InlineData(CompressionMethod.None)]
    [InlineData(CompressionMethod.Snappy)]
    [InlineData(CompressionMethod.Zstd)]
    public void Mutated_parquet_is_rows_or_a_diagnostic(CompressionMethod compression) =>
        Mutate("q.parquet", ParquetFiles.Bytes(Enumerable.Range(0, 6).Select(ParquetFiles.Of), compression, rowsAGroup: 3), (file, folder) =>
        {
            var view = new ParquetView("questions", file, folder) { Id = "idx", Group = "group", Policy = new RowPolicy { Unreadable = RowPolicy.Drop } };
            foreach (var question in DataViews.Questions(view)) question.Image.Load();
            _ = DataViews.Conversations(new ParquetView("conversations", file, folder)).Count;
            return view;
        });

    [Fact]
    public void Mutated_json_lines_are_rows_or_a_diagnostic() =>
        Mutate("q.json", """
            {"question_id": 1, "image": "a.png", "text": "Is there a dog?", "label": "no"}
            {"question_id": 2, "image": "a.png", "text": "Is there a cat \ud83d\ude00?", "label": "yes"}
            """u8.ToArray(), (file, folder) =>
        {
            File.WriteAllBytes(Path.Combine(folder, "a.png"), ImageFile.EncodePng(new RasterImage(1, 1, [1, 2, 3])));
            var view = new BenchmarkFileView("pope", file, folder);
            foreach (var question in DataViews.Questions(view)) question.Image.Load();
            return view;
        });

    [Fact]
    public void Mutated_lists_of_imagenet_are_classes_or_a_diagnostic() =>
        Mutate("LOC_val_solution.csv", "ImageId,PredictionString\n\"v1\",n01440764 1 2 3 4\nv2,\"n02012849 1 2 3 4\"\n"u8.ToArray(), (file, folder) =>
        {
            var picture = ImageFile.EncodePng(new RasterImage(1, 1, [1, 2, 3]));
            foreach (var name in new[] { "train/n01440764/1.png", "train/n02012849/1.png", "val/v1.png", "val/v2.png" })
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, name))!);
                File.WriteAllBytes(Path.Combine(folder, name), picture);
            }
            var view = new ImageNetView(folder, Path.Combine(folder, "train"), Path.Combine(folder, "val"));
            _ = DataViews.Labels(view);
            return view;
        });

    private static void Mutate(string name, byte[] good, Func<string, string, DataView> read)
    {
        using var folder = new TemporaryFolder();
        Inspect(read(folder.Write(name, good), folder.Path));
        var (random, refused) = (new Random(7), 0);
        for (var i = 0; i < Mutations; i++)
        {
            var file = folder.Write(name, Changed(good, random));
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Inspect(read(file, folder.Path));
            }
            catch (DataException)
            {
                refused++;
            }
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytesAFile);
        }
        Assert.InRange(refused, Mutations / 20, Mutations); // else the mutations change nothing
    }

    // What the inspection finds is in its problems: it throws nothing.
    private static void Inspect(DataView view) => _ = new DataInspector(null, full: true, count: true).Inspect(view);

    private static byte[] Changed(byte[] good, Random random)
    {
        var bytes = good.ToList();
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(7))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes[at] = random.Next(2) == 0 ? (byte)0xFF : (byte)0x00; break;
                case 3: bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)); break;
                case 4: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at))); break;
                case 5: bytes.RemoveRange(at, bytes.Count - at); break;
                default: bytes.Insert(at, (byte)"\"\t,\n{}[]:"[random.Next(9)]); break;
            }
            if (bytes.Count == 0) bytes.Add(0);
        }
        return [.. bytes];
    }
}
