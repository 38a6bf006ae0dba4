using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary><c>model.safetensors.index.json</c>: in which file each tensor lies.</summary>
internal static class ShardIndex
{
    /// <summary>The file's name.</summary>
    public const string FileName = "model.safetensors.index.json";

    private const int MostTensors = 1_000_000;
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 16 };
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads which file each tensor lies in. No name of a file leads out of the folder.</summary>
    /// <exception cref="CheckpointException">It cannot be read, or says something that cannot be.</exception>
    public static Dictionary<string, string> Read(string path)
    {
        var bytes = BoundedFile.Read(path);
        try
        {
            return Places(bytes, path) ?? throw new CheckpointException($"{path}: no readable weight_map (it is not there)");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new CheckpointException($"{path}: no readable weight_map ({error.Message})", error);
        }
    }

    /// <summary>The index as transformers writes it: names sorted, two spaces, a line feed at the end.</summary>
    /// <param name="places">File by tensor.</param>
    /// <param name="totalBytes">Bytes of all tensors.</param>
    public static byte[] Write(IReadOnlyDictionary<string, string> places, long totalBytes)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            var map = new JsonObject();
            foreach (var (name, file) in places.OrderBy(pair => pair.Key, StringComparer.Ordinal)) map[name] = file;
            new JsonObject { ["metadata"] = new JsonObject { ["total_size"] = totalBytes }, ["weight_map"] = map }.WriteTo(json);
        }
        return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(buffer.ToArray()).ReplaceLineEndings("\n") + "\n");
    }

    private static Dictionary<string, string>? Places(ReadOnlySpan<byte> json, string path)
    {
        var reader = new Utf8JsonReader(json.StartsWith(Encoding.UTF8.Preamble) ? json[3..] : json, Strict);
        Dictionary<string, string>? places = null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("it is not a JSON object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMap = reader.ValueTextEquals("weight_map"u8);
            reader.Read();
            if (!isMap) reader.Skip();
            else if (places is not null) throw new CheckpointException($"{path}: weight_map is there twice");
            else places = Map(ref reader, path);
        }
        while (reader.Read()) { } // what follows the object is refused by the reader
        return places;
    }

    private static Dictionary<string, string> Map(ref Utf8JsonReader reader, string path)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("weight_map is not an object");
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String) throw new CheckpointException($"{path}: the place of '{name}' is not a text");
            var file = reader.GetString()!;
            // One text for each file, not for each tensor.
            if (!files.TryGetValue(file, out var kept)) files.Add(kept = file, file);
            if (Path.GetFileName(file) != file || file is "" or "." or ".." || file.Contains('\0') || file.Contains('\\'))
                throw new CheckpointException($"{path}: '{name}' lies in '{file}', which is not the name of a file in the folder");
            if (!places.TryAdd(name, kept)) throw new CheckpointException($"{path}: weight_map has '{name}' twice");
            if (places.Count > MostTensors) throw new CheckpointException($"{path}: weight_map has more than {MostTensors} names");
        }
        return places;
    }
}
