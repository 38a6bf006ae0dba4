using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>A tokenizer's files as bytes, so that a checkpoint carries them unchanged, and what this program adds.</summary>
internal sealed class CheckpointTokenizerFiles
{
    private const string Format = "pivot-tokenizer", Kind = "checkpoint", Config = "tokenizer_config.json";
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly List<(string Name, byte[] Bytes)> _files = [];

    private CheckpointTokenizerFiles(string folder) => Folder = folder;

    /// <summary>Where they were read.</summary>
    public string Folder { get; }

    /// <summary>The template that the folder was saved with, or null.</summary>
    public string? Template { get; private set; }

    /// <summary>Ends of generation that the folder was saved with.</summary>
    public IReadOnlyList<int> EndIds { get; private set; } = [];

    /// <summary>Reads a folder's files, those that are there.</summary>
    public static CheckpointTokenizerFiles Read(string folder)
    {
        var files = new CheckpointTokenizerFiles(folder);
        foreach (var name in TokenizerFolder.Files)
            if (Path.Combine(folder, name) is var path && File.Exists(path)) files._files.Add((name, TokenizerFileReader.Bytes(path)));
        if (Path.Combine(folder, TokenizerFolder.OwnFile) is var own && File.Exists(own)) files.ReadOwn(TokenizerFileReader.Json(own));
        return files;
    }

    /// <summary>Writes the files, and what this program adds.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="template">How conversations are written.</param>
    /// <param name="endIds">Ends of generation.</param>
    /// <param name="addedImage">Id of the image token where the files do not have it; null where they do.</param>
    public void Write(string folder, string template, IReadOnlyList<int> endIds, int? addedImage)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, bytes) in _files) File.WriteAllBytes(Path.Combine(folder, name), bytes);
        if (addedImage is { } image) File.WriteAllText(Path.Combine(folder, Config), WithImage(image));
        var own = new JsonObject { ["format"] = Format, ["version"] = 1, ["kind"] = Kind, ["template"] = template, ["end_ids"] = new JsonArray([.. endIds.Select(id => (JsonNode)id)]) };
        File.WriteAllText(Path.Combine(folder, TokenizerFolder.OwnFile), own.ToJsonString(Written) + "\n");
    }

    // As transformers writes it after add_tokens(["<image>"], special_tokens=True).
    private string WithImage(int id)
    {
        var text = _files.Where(f => f.Name == Config).Select(f => Encoding.UTF8.GetString(f.Bytes).TrimStart('\uFEFF')).FirstOrDefault() ?? "{}";
        var config = JsonNode.Parse(text)!.AsObject();
        if (config["added_tokens_decoder"] is not JsonObject added) config["added_tokens_decoder"] = added = [];
        added[id.ToString(System.Globalization.CultureInfo.InvariantCulture)] = new JsonObject
        {
            ["content"] = CheckpointTokenizer.Image, ["lstrip"] = false, ["normalized"] = false, ["rstrip"] = false, ["single_word"] = false, ["special"] = true,
        };
        return config.ToJsonString(Written) + "\n";
    }

    private void ReadOwn(JsonPart own)
    {
        if (own.TextOf("format") != Format || own.Find("version")?.Whole() != 1 || own.TextOf("kind") != Kind)
            throw new DataException($"{own.Where}: expected format \"{Format}\", version 1 and kind \"{Kind}\"");
        Template = own.Get("template").Text();
        EndIds = [.. own.Get("end_ids").Items().Select(i => i.Whole())];
    }
}
