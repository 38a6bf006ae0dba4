using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>
/// Writes safetensors as the reference implementation does: tensors in order of falling element size, then name; a compact header padded with
/// spaces to 8 bytes. The same tensors give the same bytes.
/// </summary>
internal static class SafetensorsWriter
{
    private const int Chunk = 1 << 26;
    private static readonly Dictionary<string, string> PyTorch = new() { ["format"] = "pt" };
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes beside the file and renames, so that the file is there whole or not at all.</summary>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var temporary = $"{path}.{Environment.ProcessId}.{Guid.NewGuid():n}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                Write(stream, tensors, metadata);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var ordered = tensors.OrderByDescending(pair => SafetensorsTypes.Of(pair.Value.dtype).Size)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        stream.Write(Header(ordered, metadata ?? PyTorch));
        foreach (var (_, tensor) in ordered) WriteValues(stream, tensor);
    }

    private static byte[] Header(List<KeyValuePair<string, Tensor>> ordered, IReadOnlyDictionary<string, string> metadata)
    {
        using var buffer = new MemoryStream();
        buffer.Write(new byte[8]);
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            foreach (var (key, text) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.WriteString(key, text);
            json.WriteEndObject();
            var position = 0L;
            foreach (var (name, tensor) in ordered)
            {
                if (name == "__metadata__") throw new ArgumentException("a tensor cannot be named __metadata__");
                var (type, size) = SafetensorsTypes.Of(tensor.dtype);
                var end = position + tensor.numel() * size;
                json.WriteStartObject(name);
                json.WriteString("dtype", type);
                json.WriteStartArray("shape");
                foreach (var length in tensor.shape) json.WriteNumberValue(length);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(position);
                json.WriteNumberValue(end);
                json.WriteEndArray();
                json.WriteEndObject();
                position = end;
            }
            json.WriteEndObject();
        }
        while (buffer.Length % 8 != 0) buffer.WriteByte((byte)' ');
        var header = buffer.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)header.Length - 8);
        return header;
    }

    private static void WriteValues(Stream stream, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var flat = tensor.detach().cpu().contiguous().view(-1);
        var step = Chunk / SafetensorsTypes.Of(tensor.dtype).Size;
        for (long done = 0; done < flat.numel(); done += step)
        {
            using var piece = flat.narrow(0, done, Math.Min(step, flat.numel() - done));
            stream.Write(piece.bytes);
        }
    }
}
