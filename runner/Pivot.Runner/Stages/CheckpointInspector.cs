using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Models.Checkpoints;

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
    public CheckpointInspection Inspect(string folder, InspectedPart part)
    {
        try
        {
            return part switch
            {
                InspectedPart.VisionTower => Tower(folder),
                InspectedPart.LanguageModel => Language(folder),
                InspectedPart.Model => Whole(folder),
                InspectedPart.Tokenizer => Tokenizer(folder),
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
        var (description, part) = Part(folder, "vision_tower");
        return Of(folder, part.Prefix, part.Has, [Number(description.Vision!.LayerNormEps), .. Unusual(description)]);
    }

    private CheckpointInspection Language(string folder)
    {
        var (description, part) = Part(folder, "language_model");
        return Of(folder, part.Prefix, part.Has, [Number(description.Language!.RmsNormEps)]);
    }

    private CheckpointInspection Whole(string folder)
    {
        var description = CheckpointDescription.Read(folder);
        if (description.Kind != CheckpointKind.Multimodal) throw new CheckpointException($"{description.Path}: model_type is '{description.ModelType}', which is not a whole model that sees and answers");
        // Which token stands for an image is in no tensor's shape.
        var image = description.Config["image_token_index"]?.ToJsonString() ?? "";
        return Of(folder, "", name => !KnownBuffers.Has(name), [Number(description.Vision!.LayerNormEps), .. Unusual(description), Number(description.Language!.RmsNormEps), image]);
    }

    private static (CheckpointDescription Description, CheckpointPart Part) Part(string folder, string name)
    {
        var description = CheckpointDescription.Read(folder);
        return (description, description.Part(name)
            ?? throw new CheckpointException($"{description.Path}: model_type is '{description.ModelType}', a model without a {name.Replace('_', ' ')}"));
    }

    // Of CLIP, whose published towers have two activations: quick_gelu is the class's own.
    private static IEnumerable<string> Unusual(CheckpointDescription description)
    {
        var tower = description.Part("vision_tower")!.Field is { } field ? description.Config[field] as JsonObject : description.Config;
        if (description.Vision!.Arch == "clip" && tower?["hidden_act"]?.ToString() is { } activation and not "quick_gelu") yield return activation;
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

    private CheckpointInspection Of(string folder, string prefix, Func<string, bool> belongs, IEnumerable<string> said)
    {
        var tensors = CheckpointTensors.Open(folder);
        var found = tensors.Names.Where(name => belongs(name)).Select(name => Entry(name[prefix.Length..], tensors.Entry(name))).ToList();
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
