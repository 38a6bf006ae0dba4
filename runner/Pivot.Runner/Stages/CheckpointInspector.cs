using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Data.Tokenizers;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Stages.Folders;

namespace Pivot.Runner.Stages;

/// <summary>Looks at the folder that a part of a model is taken from before anything runs: headers are read, no weight is, and torch is not loaded.</summary>
/// <param name="cacheFolder">Where digests of unchanged files are kept between runs, or null.</param>
public sealed class CheckpointInspector(string? cacheFolder)
{
    /// <summary>Names, shapes and types of a part's tensors, and its digest.</summary>
    /// <param name="folder">The checkpoint's folder, absolute.</param>
    /// <param name="part">What is taken out of it.</param>
    public CheckpointInspection Inspect(string folder, InspectedPart part)
    {
        try
        {
            return part == InspectedPart.Tokenizer ? Tokenizer(folder) : Weights(folder, part);
        }
        catch (Exception problem) when (problem is CheckpointException or DataException or IOException or UnauthorizedAccessException)
        {
            return Refused(problem.Message);
        }
    }

    private CheckpointInspection Weights(string folder, InspectedPart part)
    {
        var description = CheckpointDescription.Read(folder);
        var (prefix, has, said) = part switch
        {
            InspectedPart.VisionTower => Of(description.VisionTower(), ""),
            InspectedPart.LanguageModel => Of(LanguageModel(description), description.Vision is null ? "" : Said(description, false)),
            InspectedPart.Model when description.Kind == CheckpointKind.Multimodal => ("", name => !KnownBuffers.Has(name), Said(description, true)),
            InspectedPart.Model => throw new CheckpointException($"{description.Path}: model_type is '{description.ModelType}', which is not a whole model that sees and answers"),
            _ => throw new ArgumentOutOfRangeException(nameof(part), part, "no such part"),
        };
        var tensors = CheckpointTensors.Open(folder);
        var found = tensors.Names.Where(has).Select(name => new CheckpointTensor(name[prefix.Length..], tensors.Entry(name).Shape, SafetensorsTypes.Of(tensors.Entry(name).Type).Name));
        var digest = CheckpointDigest.Of(tensors, description, cacheFolder);
        if (part != InspectedPart.LanguageModel) digest = ImagesDigest.With(digest, folder);
        if (said.Length > 0) digest = Hex(digest + said);
        return new CheckpointInspection(digest, [.. found], []);
    }

    private static (string Prefix, Func<string, bool> Has, string Said) Of(CheckpointPart part, string said) => (part.Prefix, part.Has, said);

    private static CheckpointPart LanguageModel(CheckpointDescription description) => description.Part("language_model")
        ?? throw new CheckpointException($"{description.Path}: model_type is '{description.ModelType}', a model without a language model");

    // Of a model that also sees the digest has the tower's epsilon; the language model's, and which token stands for an image, are in no tensor's shape either.
    private static string Said(CheckpointDescription description, bool whole)
    {
        var epsilon = $" {description.Language!.RmsNormEps.ToString("R", CultureInfo.InvariantCulture)}";
        return whole ? $"{epsilon} {description.Config["image_token_index"]?.ToJsonString()}" : epsilon;
    }

    private CheckpointInspection Tokenizer(string folder)
    {
        if (!TokenizerFile.IsIn(folder)) return Refused($"{folder} has no tokenizer: neither tokenizer.json, nor vocab.json with merges.txt, nor tokenizer.model");
        var text = TokenizerDigest.Of(folder, cacheFolder);
        // Loading says what is wrong with the files; a large vocabulary is loaded once as long as they stay as they are.
        new Remembered(cacheFolder).Of($"tokenizer {text}", () => TokenizerFile.Load(folder, "plain").VocabSize.ToString(CultureInfo.InvariantCulture));
        return new CheckpointInspection(Hex(text), [], []);
    }

    private static string Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static CheckpointInspection Refused(string message) => new("", [], [new DataProblem(DiagnosticCodes.CheckpointUnreadable, message)]);
}
