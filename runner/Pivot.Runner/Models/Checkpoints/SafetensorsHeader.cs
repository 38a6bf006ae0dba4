using System.Buffers.Binary;
using System.Text.Json;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>
/// Reads the header of a safetensors file (https://huggingface.co/docs/safetensors): 8 bytes of length, JSON, then the tensors' bytes without
/// gap or overlap. Nothing in it is believed before it is checked against the file's length.
/// </summary>
internal sealed class SafetensorsHeader
{
    private const int LongestHeader = 100_000_000; // the format's own limit
    private const int MostTensors = 250_000;

    private readonly string path;

    private SafetensorsHeader(string path, long dataStart, long dataLength)
    {
        this.path = path;
        DataLength = dataLength;
        DataStart = dataStart;
    }

    /// <summary>Where the tensors' bytes start in the file.</summary>
    public long DataStart { get; }

    /// <summary>How many bytes follow the header.</summary>
    public long DataLength { get; }

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
        if (stream.ReadAtLeast(json, json.Length, throwOnEndOfStream: false) < json.Length)
            throw new CheckpointException($"{path} was cut off while it was read");
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

    // Token by token: a document of 100 MB would take ten times that in memory.
    private void Parse(byte[] json)
    {
        try
        {
            var reader = new HeaderReader(path, json);
            var hasMetadata = false;
            while (reader.NextName() is { } name)
            {
                if (name == "__metadata__" ? hasMetadata : Tensors.ContainsKey(name)) throw new CheckpointException($"{path}: the name '{name}' is there twice");
                if (name == "__metadata__")
                {
                    hasMetadata = true;
                    reader.ReadMetadata(Metadata);
                }
                else
                {
                    Tensors.Add(name, reader.ReadTensor(name, DataLength));
                    if (Tensors.Count > MostTensors) throw new CheckpointException($"{path}: the header names more than {MostTensors} tensors");
                }
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new CheckpointException($"{path}: the header is not valid JSON ({error.Message})", error);
        }
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
        if (position != DataLength) throw new CheckpointException($"{path}: {DataLength - position} bytes after the last tensor belong to none");
    }

    private CheckpointException Damaged(string tensor, string what) => new($"{path}: tensor '{tensor}' {what}");
}
