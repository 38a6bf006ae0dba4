using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>
/// Writes safetensors as the reference implementation does: tensors in the falling order of its enumeration of types (so the widest elements come first, each aligned),
/// then by name; a compact header padded with spaces to 8 bytes. The same tensors give the same bytes.
/// </summary>
internal static class SafetensorsWriter
{
    private const int Chunk = 1 << 26;
    private static readonly Dictionary<string, string> PyTorch = new() { ["format"] = "pt" };
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes beside the file and renames, so that the file is there whole or not at all.</summary>
    /// <param name="path">The file, replaced if it is there.</param>
    /// <param name="weights">The tensors, each read when its turn comes.</param>
    /// <param name="metadata">Texts stored beside them; null stores <c>format: pt</c>.</param>
    /// <param name="type">What tensors of floating types become; null leaves them.</param>
    public static void Write(string path, IEnumerable<WeightSource> weights, IReadOnlyDictionary<string, string>? metadata = null, ScalarType? type = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var temporary = $"{path}.{Environment.ProcessId}.{Guid.NewGuid():n}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                Write(stream, weights, metadata, type);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Writes into a stream.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="weights">The tensors, each read when its turn comes.</param>
    /// <param name="metadata">Texts stored beside them; null stores <c>format: pt</c>.</param>
    /// <param name="type">What tensors of floating types become; null leaves them.</param>
    public static void Write(Stream stream, IEnumerable<WeightSource> weights, IReadOnlyDictionary<string, string>? metadata = null, ScalarType? type = null)
    {
        var ordered = weights.OrderBy(weight => SafetensorsTypes.Rank(weight.StoredType(type))).ThenBy(weight => weight.Name, StringComparer.Ordinal).ToList();
        stream.Write(Header(ordered, metadata ?? PyTorch, type));
        foreach (var weight in ordered) WriteValues(stream, weight, weight.StoredType(type));
    }

    private static byte[] Header(List<WeightSource> ordered, IReadOnlyDictionary<string, string> metadata, ScalarType? wanted)
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
            foreach (var weight in ordered)
            {
                if (weight.Name == "__metadata__") throw new ArgumentException("a tensor cannot be named __metadata__");
                var end = position + weight.StoredBytes(wanted);
                json.WriteStartObject(weight.Name);
                json.WriteString("dtype", SafetensorsTypes.Of(weight.StoredType(wanted)).Name);
                json.WriteStartArray("shape");
                foreach (var length in weight.Shape) json.WriteNumberValue(length);
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

    private static void WriteValues(Stream stream, WeightSource weight, ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var flat = weight.Read().detach().cpu().contiguous().view(-1);
        var step = Chunk / SafetensorsTypes.Of(weight.Type).Size;
        for (long done = 0; done < flat.numel(); done += step)
        {
            using var piece = flat.narrow(0, done, Math.Min(step, flat.numel() - done));
            using var converted = piece.to(type);
            if (type == ScalarType.Float16 && weight.Type != type) RequireFits(weight.Name, piece, converted);
            stream.Write(converted.bytes);
        }
    }

    // The largest float16 is 65504; what is beyond would be written as infinity.
    private static void RequireFits(string name, Tensor before, Tensor after)
    {
        using var scope = NewDisposeScope();
        var lost = before.isfinite().logical_and(after.isfinite().logical_not()).sum().item<long>();
        if (lost > 0) throw new ArgumentException($"'{name}' has {lost} values that float16 cannot hold (its largest is 65504); write bfloat16 or float32");
    }
}
