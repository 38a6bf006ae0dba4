using Parquet;
using Parquet.Serialization;
using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Tests.Data.Sources.Parquet;

/// <summary>Parquet files in the form of HuggingFace's datasets, written by Parquet.Net, which shares no code with the reader.</summary>
internal static class ParquetFiles
{
    public static byte[] Picture(byte grey) => ImageFile.EncodePng(new RasterImage(1, 1, [grey, grey, grey]));

    public static Row Of(int i) => new()
    {
        idx = i,
        image = i % 5 == 4 ? null : new Image { bytes = Picture((byte)i), path = $"{i}.png" },
        question = $"What is {i}?",
        answer = i % 2 == 0 ? "even" : "odd",
        group = i % 3 == 0 ? null : "rest",
        chosen = $"chosen {i}",
        rejected = $"rejected {i}",
        text = $$"""{"question": "<image>\nq{{i}}", "chosen": "c{{i}}", "rejected": "r{{i}}"}""",
        label = i % 3,
        conversations = [new Turn { from = "human", value = $"<image>\nhello {i}" }, new Turn { from = "gpt", value = $"hi {i}" }],
    };

    public static byte[] Bytes(IEnumerable<Row> rows, CompressionMethod compression = CompressionMethod.Snappy, int rowsAGroup = 1000, IReadOnlyDictionary<string, string>? notes = null)
    {
        using var stream = new MemoryStream();
        var options = new ParquetOptions { CompressionMethod = compression, RowGroupSize = rowsAGroup };
        ParquetSerializer.SerializeAsync(rows, stream, options, notes).GetAwaiter().GetResult();
        return stream.ToArray();
    }

#pragma warning disable IDE1006, CA1002, CA2227 // the names of the columns
    internal sealed class Row
    {
        public int idx { get; set; }

        public Image? image { get; set; }

        public string? question { get; set; }

        public string? answer { get; set; }

        public string? group { get; set; }

        public string? chosen { get; set; }

        public string? rejected { get; set; }

        public string? text { get; set; }

        public long label { get; set; }

        public List<Turn>? conversations { get; set; }
    }

    internal sealed class Image
    {
        public byte[]? bytes { get; set; }

        public string? path { get; set; }
    }

    internal sealed class Turn
    {
        public string? from { get; set; }

        public string? value { get; set; }
    }
#pragma warning restore IDE1006, CA1002, CA2227
}
