using System.Text.Json;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>The tokens of a safetensors header, one name of its object after the other.</summary>
/// <remarks>What is not JSON at all is thrown as <see cref="JsonException"/> or <see cref="InvalidOperationException"/> (a text that is not UTF-8).</remarks>
internal ref struct HeaderReader
{
    private const int MostDimensions = 32;
    private const int LongestName = 4096;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 4 };

    private readonly string path;
    private Utf8JsonReader reader;

    public HeaderReader(string path, ReadOnlySpan<byte> json)
    {
        this.path = path;
        reader = new Utf8JsonReader(json, Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw Damaged("the header is not a JSON object");
    }

    /// <summary>The next name of the object that is open; null at its end.</summary>
    public string? NextName()
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.EndObject) return Text();
        if (reader.CurrentDepth == 0) reader.Read(); // what follows the header's object is refused by the reader
        return null;
    }

    /// <summary>Reads the object of texts.</summary>
    public void ReadMetadata(Dictionary<string, string> metadata)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw Damaged("__metadata__ is not an object");
        while (NextName() is { } key)
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.String) throw Damaged($"__metadata__ '{key}' is not a text");
            if (!metadata.TryAdd(key, reader.GetString()!)) throw Damaged($"__metadata__ '{key}' is there twice");
        }
    }

    /// <summary>Reads a tensor's description.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="dataLength">How many bytes the file has for all of them.</param>
    public TensorEntry ReadTensor(string name, long dataLength)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw Damaged(name, "is not described by an object");
        string? typeName = null;
        List<long>? shape = null, offsets = null;
        while (NextName() is { } key)
        {
            reader.Read();
            switch (key)
            {
                case "dtype" when typeName is null && reader.TokenType == JsonTokenType.String: typeName = Text(); break;
                case "shape" when shape is null: shape = Numbers(name, key, MostDimensions); break;
                case "data_offsets" when offsets is null: offsets = Numbers(name, key, 2); break;
                default: throw Damaged(name, $"has '{key}' where dtype, shape and data_offsets belong, each once");
            }
        }
        if (typeName is null || shape is null || offsets is not [var begin, var end]) throw Damaged(name, "lacks its dtype, shape or two data_offsets");
        if (!SafetensorsTypes.TryParse(typeName, out var type, out var size)) throw Damaged(name, $"is of type {SafetensorsTypes.Refusal(typeName)}");
        if (begin > end || end > dataLength)
            throw Damaged(name, $"lies at bytes {begin}..{end}; the file holds {dataLength}. The file is cut off or damaged.");
        if (Bytes(shape, size) != end - begin) throw Damaged(name, $"has shape [{string.Join(", ", shape)}] of {typeName} but {end - begin} bytes");
        return new TensorEntry(name, type, [.. shape], begin, end);
    }

    private List<long> Numbers(string name, string key, int most)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw Damaged(name, $"has a {key} that is not a list");
        var numbers = new List<long>();
        for (reader.Read(); reader.TokenType != JsonTokenType.EndArray; reader.Read())
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var number) || number < 0)
                throw Damaged(name, $"has '{Shown()}' in its {key}; whole numbers from 0 belong there");
            if (numbers.Count == most) throw Damaged(name, $"has more than {most} numbers in its {key}");
            numbers.Add(number);
        }
        return numbers;
    }

    // -1 where the product does not fit: no file has that many bytes.
    private static long Bytes(List<long> shape, int size)
    {
        if (shape.Contains(0)) return 0;
        var bytes = (UInt128)size;
        foreach (var length in shape)
        {
            bytes *= (ulong)length;
            if (bytes > long.MaxValue) return -1;
        }
        return (long)bytes;
    }

    private string Text()
    {
        if (reader.ValueSpan.Length > LongestName) throw Damaged($"the header has a name of {reader.ValueSpan.Length} bytes; {LongestName} are supported");
        return reader.GetString()!;
    }

    private readonly string Shown() => reader.TokenType is JsonTokenType.Number or JsonTokenType.String
        ? System.Text.Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(40, reader.ValueSpan.Length)])
        : reader.TokenType.ToString();

    private readonly CheckpointException Damaged(string what) => new($"{path}: {what}");

    private readonly CheckpointException Damaged(string tensor, string what) => new($"{path}: tensor '{tensor}' {what}");
}
