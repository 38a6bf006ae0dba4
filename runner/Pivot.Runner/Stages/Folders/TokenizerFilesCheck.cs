using System.Text.Json;
using Pivot.Dsl.Diagnostics;
using Pivot.Runner.Data.Tokenizers;
using Pivot.Runner.Models.Checkpoints;

namespace Pivot.Runner.Stages.Folders;

/// <summary>Whether a folder's tokenizer files can be read and name no token that the model has no row for.</summary>
/// <param name="folder">The folder.</param>
/// <param name="bag">Receives what is wrong.</param>
internal sealed class TokenizerFilesCheck(string folder, DiagnosticBag bag)
{
    private readonly JsonFiles files = new(folder, bag);

    /// <summary>Whether a folder has a tokenizer of HuggingFace's.</summary>
    public static bool Has(string folder)
    {
        if (File.Exists(Path.Combine(folder, "vocab.json")) || File.Exists(Path.Combine(folder, "tokenizer.model"))) return true;
        return new JsonFiles(folder, new DiagnosticBag()).Read(TokenizerFile.Name) is { } root && root.TryGetProperty("model", out _);
    }

    /// <summary>Checks them against a model.</summary>
    public void Check(CheckpointDescription description)
    {
        var highest = new[] { Whole(), Ids("vocab.json", files.Read("vocab.json")), Ids("added_tokens.json", files.Read("added_tokens.json")) }.Max();
        files.Read("tokenizer_config.json");
        files.Read("special_tokens_map.json");
        if (description.VocabSize is { } size && highest >= size)
            bag.Error(DiagnosticCodes.CheckpointMismatch, new SourceSpan(folder, 1, 1, 1, 1), "",
                $"the tokenizer has tokens up to {highest}; the model's vocab_size is {size}", "the tokenizer files are another model's, or the embedding was not enlarged after tokens were added");
        if (description.Language is not null && highest < 0 && !File.Exists(Path.Combine(folder, "tokenizer.model")))
            bag.Warning(DiagnosticCodes.MissingFile, new SourceSpan(folder, 1, 1, 1, 1), "",
                "no tokenizer files (tokenizer.json, or vocab.json and merges.txt, or tokenizer.model); a spec must name a tokenizer of its own");
        if (File.Exists(Path.Combine(folder, "vocab.json")) && !File.Exists(Path.Combine(folder, "merges.txt")) && !File.Exists(Path.Combine(folder, "tokenizer.json")))
            files.Tell("vocab.json", "stands without merges.txt, which tells how its pieces are joined", DiagnosticCodes.MissingFile);
    }

    private long Whole()
    {
        const string name = TokenizerFile.Name;
        if (files.Read(name) is not { } root) return -1;
        if (root.TryGetProperty("words", out var words) && words.ValueKind == JsonValueKind.Array) return PivotTokens.Count + words.GetArrayLength() - 1L; // ours
        if (root.TryGetProperty("format", out _)) return -1;
        if (!root.TryGetProperty("model", out var model) || model.ValueKind != JsonValueKind.Object || !model.TryGetProperty("vocab", out var vocab))
        {
            files.Tell(name, "has no model.vocab");
            return -1;
        }
        var highest = vocab.ValueKind == JsonValueKind.Array ? vocab.GetArrayLength() - 1 : Ids(name, vocab); // Unigram lists pieces in the order of their ids
        if (!root.TryGetProperty("added_tokens", out var added) || added.ValueKind != JsonValueKind.Array) return highest;
        foreach (var token in added.EnumerateArray())
        {
            if (token.ValueKind == JsonValueKind.Object && token.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number))
                highest = Math.Max(highest, number);
            else files.Tell(name, "has an entry of added_tokens without a whole number as id");
        }
        return highest;
    }

    private long Ids(string name, JsonElement? map)
    {
        var highest = -1L;
        if (map is not { } vocabulary) return highest;
        if (vocabulary.ValueKind != JsonValueKind.Object)
        {
            files.Tell(name, "has a vocabulary that is neither an object nor a list");
            return highest;
        }
        foreach (var entry in vocabulary.EnumerateObject())
        {
            if (entry.Value.ValueKind == JsonValueKind.Number && entry.Value.TryGetInt64(out var id) && id >= 0) highest = Math.Max(highest, id);
            else
            {
                files.Tell(name, $"gives the token '{entry.Name}' the id {entry.Value.GetRawText()}; whole numbers from 0 belong there");
                return highest;
            }
        }
        return highest;
    }
}
