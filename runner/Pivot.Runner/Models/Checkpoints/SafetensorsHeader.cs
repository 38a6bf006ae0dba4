using System.Buffers.Binary;
using System.Text.Json;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>
/// Reads the header of a safetensors file (https://huggingface.co/docs/safetensors): 8 bytes of length, JSON, then the tensors' bytes without
/// gap or overlap. Nothing in it is believed before it is checked against the file's length.
/// </summary>
internal sealed class SafetensorsHeader
{
    private const long LongestHeader = 100_000_000; // the format's own limit
    private const int MostDimensions = 32;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 4 };

    private readonly string path;
    private readonly long dataLength;

    private SafetensorsHeader(string path, long dataStart, long dataLength)
    {
        this.path = path;
        this.dataLength = dataLength;
        DataStart = dataStart;
    }

    /// <summary>Where the tensors' bytes start in the file.</summary>
    public long DataStart { get; }

    /// <summary>Tensors by name.</summary>
    public Dictionary<string, TensorEntry> Tensors { get; } = new(StringComparer.Ordinal);

    /// <summary>Texts stored beside them.</summary>
    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <exception cref="CheckpointException">The file is not a whole and sound safetensors file.</exception>
    public static SafetensorsHeader Read(Stream stream, string path)
    {
        Span<byte> prefix = stackalloc byte[8];
        var fileLength = stream.Length;
        if (stream.ReadAtLeast(prefix, 8, throwOnEndOfStream: false) < 8)
            throw new CheckpointException($"{path}: {fileLength} bytes are too few for a safetensors file");
        RefusePickle(prefix, path);
        var headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerLength > LongestHeader || (long)headerLength > fileLength - 8)
            throw new CheckpointException(
                $"{path}: the header says it is {headerLength} bytes long; the file has {fileLength - 8} after it. "
                + "The file is cut off or not a safetensors file.");
        var json = new byte[headerLength];
        stream.ReadExactly(json);
        var header = new SafetensorsHeader(path, 8 + (long)headerLength, fileLength - 8 - (long)headerLength);
        header.Parse(json);
        header.CheckLayout();
        return header;
    }

    private static void RefusePickle(ReadOnlySpan<byte> start, string path)
    {
        var isZip = start[..4].SequenceEqual("PK\x03\x04"u8);
        var isPickle = start[0] == 0x80 && start[1] is >= 2 and <= 5;
        if (isZip || isPickle) throw PickleFiles.Refusal(path);
    }

    private void Parse(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw Damaged("the header is not a JSON object");
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (!seen.Add(property.Name)) throw Damaged($"the name '{property.Name}' is there twice");
                if (property.Name == "__metadata__") ParseMetadata(property.Value);
                else Tensors.Add(property.Name, ParseTensor(property.Name, property.Value));
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new CheckpointException($"{path}: the header is not valid JSON ({error.Message})", error);
        }
    }

    private void ParseMetadata(JsonElement metadata)
    {
        if (metadata.ValueKind != JsonValueKind.Object) throw Damaged("__metadata__ is not an object");
        foreach (var property in metadata.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String) throw Damaged($"__metadata__ '{property.Name}' is not a text");
            if (!Metadata.TryAdd(property.Name, property.Value.GetString()!)) throw Damaged($"__metadata__ '{property.Name}' is there twice");
        }
    }

    private TensorEntry ParseTensor(string name, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object) throw Damaged(name, "is not described by an object");
        string? typeName = null;
        long[]? shape = null, offsets = null;
        foreach (var property in element.EnumerateObject())
        {
            switch (property.Name)
            {
                case "dtype" when typeName is null && property.Value.ValueKind == JsonValueKind.String: typeName = property.Value.GetString(); break;
                case "shape" when shape is null: shape = Numbers(name, property); break;
                case "data_offsets" when offsets is null: offsets = Numbers(name, property); break;
                default: throw Damaged(name, $"has '{property.Name}' where dtype, shape and data_offsets belong, each once");
            }
        }
        if (typeName is null || shape is null || offsets is not { Length: 2 }) throw Damaged(name, "lacks its dtype, shape or two data_offsets");
        if (!SafetensorsTypes.TryParse(typeName, out var type, out var size))
            throw Damaged(name, $"is of type '{typeName}'; supported are {SafetensorsTypes.Names}");
        if (shape.Length > MostDimensions) throw Damaged(name, $"has {shape.Length} dimensions; {MostDimensions} are supported");
        if (offsets[0] > offsets[1] || offsets[1] > dataLength)
            throw Damaged(name, $"lies at bytes {offsets[0]}..{offsets[1]}; the file holds {dataLength}. The file is cut off or damaged.");
        if (Bytes(shape, size) != offsets[1] - offsets[0])
            throw Damaged(name, $"has shape [{string.Join(", ", shape)}] of {typeName} but {offsets[1] - offsets[0]} bytes");
        return new TensorEntry(name, type, shape, offsets[0], offsets[1]);
    }

    private long[] Numbers(string name, JsonProperty property)
    {
        if (property.Value.ValueKind != JsonValueKind.Array) throw Damaged(name, $"has a {property.Name} that is not a list");
        var numbers = new List<long>();
        foreach (var item in property.Value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out var number) || number < 0)
                throw Damaged(name, $"has '{item}' in its {property.Name}; whole numbers from 0 belong there");
            numbers.Add(number);
        }
        return [.. numbers];
    }

    // -1 where the product does not fit: no file has that many bytes.
    private static long Bytes(long[] shape, int size)
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

    private void CheckLayout()
    {
        var position = 0L;
        var before = "the header";
        foreach (var entry in Tensors.Values.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.Begin < position) throw Damaged(entry.Name, $"overlaps '{before}'");
            if (entry.Begin > position) throw Damaged(entry.Name, $"leaves a gap of {entry.Begin - position} bytes after '{before}'");
            (position, before) = (entry.End, entry.Name);
        }
        if (position != dataLength) throw Damaged($"{dataLength - position} bytes after the last tensor belong to none");
    }

    private CheckpointException Damaged(string what) => new($"{path}: {what}");

    private CheckpointException Damaged(string tensor, string what) => new($"{path}: tensor '{tensor}' {what}");
}
