namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>The files of a HuggingFace tokenizer in their folder.</summary>
internal static class TokenizerFolder
{
    /// <summary>Template, image token and ends of generation, beside the tokenizer's own files in a checkpoint of this program.</summary>
    public const string OwnFile = "pivot_tokenizer.json";

    /// <summary>The files that make a tokenizer, those that are kept with a checkpoint.</summary>
    public static readonly string[] Files =
    [
        "added_tokens.json", "chat_template.jinja", "merges.txt", "special_tokens_map.json", "tokenizer.json", "tokenizer.model", "tokenizer_config.json", "vocab.json",
    ];

    /// <summary>The same, and the files beside them that change what a text becomes or where generation ends.</summary>
    public static readonly string[] Telling = [.. Files, "generation_config.json", OwnFile];

    /// <summary>What the folder's main file says: <c>tokenizer.json</c> where there is one, as transformers chooses; else <c>vocab.json</c> with <c>merges.txt</c>; else <c>tokenizer.model</c>.</summary>
    /// <exception cref="DataException">There is none, or it is broken.</exception>
    public static TokenizerParts Read(string folder, TokenizerSettings settings)
    {
        string Of(string name) => Path.Combine(folder, name);
        if (File.Exists(Of("tokenizer.json"))) return TokenizerJson.Read(TokenizerFileReader.Json(Of("tokenizer.json")));
        if (File.Exists(Of("vocab.json")) && File.Exists(Of("merges.txt"))) return ReadPair(folder, settings);
        if (File.Exists(Of("tokenizer.model")))
        {
            var parts = SentencePieceFile.Read(Of("tokenizer.model"), settings.IsLegacy ? PrefixScheme.Always : PrefixScheme.First);
            return parts with { Around = Around(settings, begins: true) };
        }
        throw new DataException($"{folder}: no tokenizer: neither tokenizer.json, nor vocab.json with merges.txt, nor tokenizer.model");
    }

    private static TokenizerParts ReadPair(string folder, TokenizerSettings settings)
    {
        var where = Path.Combine(folder, "vocab.json");
        var json = TokenizerFileReader.Json(where);
        var vocabulary = new Vocabulary(where, json.Members().Select(m => (m.Name, m.Value.Whole())));
        var model = new ByteLevelModel(Path.Combine(folder, "merges.txt"), vocabulary, Merges.Read(Path.Combine(folder, "merges.txt")), takesWholeWords: false);
        var name = Class(folder, settings);
        var rules = name switch
        {
            "Qwen2Tokenizer" => new TextRules([TextSteps.Compose], [], [new SplitPattern(where, SplitPattern.Qwen2)]),
            "GPT2Tokenizer" => new TextRules([], [], [new SplitPattern(where, SplitPattern.Gpt2)]),
            _ => throw new DataException(
                $"{folder}: vocab.json and merges.txt of tokenizer_class \"{name}\"; without tokenizer.json known are Qwen2Tokenizer and GPT2Tokenizer, named in tokenizer_config.json"),
        };
        return new TokenizerParts(rules, model, new ByteLevelDecoder(), [], Around(settings, begins: false));
    }

    private static string Class(string folder, TokenizerSettings settings)
    {
        if (settings.Class is { } named) return named.EndsWith("Fast", StringComparison.Ordinal) ? named[..^4] : named;
        var config = Path.Combine(folder, "config.json");
        return (File.Exists(config) ? TokenizerFileReader.Json(config).TextOf("model_type") : null) switch
        {
            "qwen2" => "Qwen2Tokenizer",
            "gpt2" => "GPT2Tokenizer",
            _ => "",
        };
    }

    private static (IReadOnlyList<string>, IReadOnlyList<string>) Around(TokenizerSettings settings, bool begins)
    {
        string[] Of(bool adds, string role) => adds && settings.Special.TryGetValue(role, out var token) ? [token] : [];
        return (Of(settings.Adds.Begin ?? begins, "bos_token"), Of(settings.Adds.End ?? false, "eos_token"));
    }
}
