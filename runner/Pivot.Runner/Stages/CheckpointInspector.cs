using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Checkpoints.Descriptions;

namespace Pivot.Runner.Stages;

/// <summary>Looks at the folder that a part of a model is taken from before anything runs: headers are read, no weight is, and torch is not loaded.</summary>
/// <remarks>
/// The digest is of the weight files and of what config.json says that is neither in the spec nor in a tensor's shape (the norms' epsilon, an activation that is not the
/// class's own); so that the folder may move and config.json may be written anew.
/// </remarks>
/// <param name="cacheFolder">Where digests of unchanged files are kept between runs, or null.</param>
public sealed class CheckpointInspector(string? cacheFolder)
{
    /// <summary>Files that say what a tokenizer does; what else lies in the folder does not.</summary>
    private static readonly string[] TokenizerFiles =
    [
        "added_tokens.json", "chat_template.jinja", "chat_template.json", "merges.txt", "special_tokens_map.json", "tokenizer.json", "tokenizer.model", "tokenizer_config.json",
        "vocab.json",
    ];

    /// <summary>Names, shapes and types of a part's tensors, and its digest.</summary>
    /// <param name="folder">The checkpoint's folder, absolute.</param>
    /// <param name="part">What is taken out of it.</param>
    public CheckpointInspection Inspect(string folder, CheckpointPart part)
    {
        try
        {
            return part switch
            {
                CheckpointPart.VisionTower => Tower(folder),
                CheckpointPart.LanguageModel => Language(folder),
                CheckpointPart.Model => Whole(folder),
                CheckpointPart.Tokenizer => Tokenizer(folder),
                _ => throw new ArgumentOutOfRangeException(nameof(part), part, "no such part"),
            };
        }
        catch (Exception problem) when (problem is CheckpointException or IOException or UnauthorizedAccessException)
        {
            return new CheckpointInspection("", [], [new DataProblem(DiagnosticCodes.CheckpointUnreadable, problem.Message)]);
        }
    }

    private CheckpointInspection Tower(string folder)
    {
        var (shape, prefix, belongs) = VisionTowerCheckpoint.Describe(folder);
        return Of(CheckpointTensors.Open(folder), prefix, belongs, [Number(shape.LayerNormEps), .. Unusual(DescriptionFile.Read(folder), "vision_config")]);
    }

    private CheckpointInspection Language(string folder)
    {
        var (reader, prefix) = LanguageIn(DescriptionFile.Read(folder));
        return Of(CheckpointTensors.Open(folder), prefix, IsWeight, [Number(reader.Double("rms_norm_eps", 1e-6))]);
    }

    private CheckpointInspection Whole(string folder)
    {
        var reader = DescriptionFile.Read(folder);
        var (tower, language) = (reader.Object("vision_config"), LanguageIn(reader).Reader);
        string[] said =
        [
            Number(tower.Double("layer_norm_eps", tower.Text("model_type", "clip_vision_model") == "clip_vision_model" ? 1e-5 : 1e-6)), .. Unusual(reader, "vision_config"),
            Number(language.Double("rms_norm_eps", 1e-6)), reader.Int("image_token_index", 32000).ToString(CultureInfo.InvariantCulture),
        ];
        return Of(CheckpointTensors.Open(folder), "", IsWeight, said);
    }

    private CheckpointInspection Tokenizer(string folder)
    {
        var files = TokenizerFiles.Select(name => Path.Combine(folder, name)).Where(File.Exists).ToList();
        if (!files.Exists(f => Path.GetFileName(f) is "tokenizer.json" or "tokenizer.model" or "vocab.json"))
        {
            return new CheckpointInspection("", [], [new DataProblem(DiagnosticCodes.CheckpointUnreadable,
                $"{folder} has no tokenizer: neither tokenizer.json, nor vocab.json with merges.txt, nor tokenizer.model")]);
        }

        return new CheckpointInspection(Digest(folder, files, files.Select(f => Path.GetFileName(f)!)), [], []);
    }

    // A model by itself, or inside one that also sees; which of the two its own type says.
    private static (DescriptionReader Reader, string Prefix) LanguageIn(DescriptionReader root) =>
        root.Text("model_type", "") is "llava" or "llava_onevision" ? (root.Object("text_config"), "language_model.") : (root, "");

    // Of CLIP, whose published towers have two: quick_gelu is the class's own.
    private static IEnumerable<string> Unusual(DescriptionReader root, string inside)
    {
        var tower = root.Text("model_type", "") is "clip_vision_model" ? root : root.Object(inside);
        if (tower.Text("model_type", "") is "clip_vision_model" && tower.Text("hidden_act", "quick_gelu") is var activation and not "quick_gelu") yield return activation;
    }

    private static bool IsWeight(string name) =>
        !name.EndsWith(".position_ids", StringComparison.Ordinal) && !name.EndsWith(".rotary_emb.inv_freq", StringComparison.Ordinal);

    private CheckpointInspection Of(CheckpointTensors tensors, string prefix, Func<string, bool> belongs, IEnumerable<string> said)
    {
        var found = tensors.Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && belongs(name)).Select(name => Entry(name[prefix.Length..], tensors.Entry(name))).ToList();
        return new CheckpointInspection(Digest(tensors.Folder, tensors.Files, said), found, []);
    }

    private static CheckpointTensor Entry(string name, TensorEntry entry) => new(name, entry.Shape, SafetensorsTypes.Of(entry.Type).Name);

    private string Digest(string folder, IEnumerable<string> files, IEnumerable<string> said)
    {
        var digests = new FileDigests(cacheFolder, folder);
        var text = new StringBuilder(string.Join('\n', said));
        foreach (var file in files) text.Append('\n').Append(digests.OfFile(file));
        digests.Save();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
