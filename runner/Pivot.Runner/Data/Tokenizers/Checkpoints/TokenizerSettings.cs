namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>What the files beside the main one say: <c>tokenizer_config.json</c>, <c>special_tokens_map.json</c>, <c>added_tokens.json</c>, <c>generation_config.json</c>.</summary>
internal sealed class TokenizerSettings
{
    private static readonly string[] Roles = ["bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"];

    /// <summary>The class in transformers, or null.</summary>
    public string? Class { get; private set; }

    /// <summary>Special tokens by role: <c>eos_token</c> and so on.</summary>
    public Dictionary<string, string> Special { get; } = new(StringComparer.Ordinal);

    /// <summary>Added tokens that these files name.</summary>
    public List<AddedToken> Added { get; } = [];

    /// <summary>The chat template's text, or null.</summary>
    public string? ChatTemplate { get; private set; }

    /// <summary>Whether decoding takes the space before some marks away.</summary>
    public bool CleansSpaces { get; private set; }

    /// <summary>Ids at which generation ends.</summary>
    public List<int> EndIds { get; } = [];

    /// <summary>Llama's slow tokenizer: whether a space goes before each stretch of text (the older behaviour) or only before the first.</summary>
    public bool IsLegacy { get; private set; } = true;

    /// <summary>Whether the slow tokenizers put the beginning of a text before it, and its end behind it; null where the file does not say.</summary>
    public (bool? Begin, bool? End) Adds { get; private set; }

    /// <summary>The tokens' texts, by role and additional ones.</summary>
    public HashSet<string> SpecialTexts { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads a folder's files, those that are there.</summary>
    /// <exception cref="DataException">One is broken.</exception>
    public static TokenizerSettings Read(string folder)
    {
        var settings = new TokenizerSettings();
        if (Find(folder, "tokenizer_config.json") is { } config) settings.ReadConfig(config);
        if (Find(folder, "special_tokens_map.json") is { } map) settings.ReadSpecial(map);
        if (Find(folder, "added_tokens.json") is { } added)
        {
            foreach (var (name, id) in added.Members())
            {
                if (name.Length == 0) throw new DataException($"{added.Where}: an added token without characters");
                if (settings.Added.All(t => t.Content != name)) settings.Added.Add(new AddedToken(name, id.Whole(), settings.SpecialTexts.Contains(name)));
            }
        }
        if (Find(folder, "generation_config.json")?.Find("eos_token_id") is { } end)
            settings.EndIds.AddRange(end.IsList ? end.Items().Select(i => i.Whole()) : [end.Whole()]);
        var template = Path.Combine(folder, "chat_template.jinja");
        if (File.Exists(template)) settings.ChatTemplate = TokenizerFileReader.Text(template);
        return settings;
    }

    private static JsonPart? Find(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? TokenizerFileReader.Json(path) : null;
    }

    private void ReadConfig(JsonPart config)
    {
        Class = config.TextOf("tokenizer_class");
        CleansSpaces = config.Flag("clean_up_tokenization_spaces", false);
        IsLegacy = config.Flag("legacy", true);
        Adds = (config.Find("add_bos_token")?.Flag(), config.Find("add_eos_token")?.Flag());
        ReadSpecial(config);
        if (config.Find("added_tokens_decoder") is { } added)
        {
            foreach (var (id, token) in added.Members())
                Added.Add(AddedToken.Read(token, int.TryParse(id, out var number) ? number : throw new DataException($"{added.Where}: \"{id}\" is no id")));
        }
        ChatTemplate = config.Find("chat_template") is { } template ? Template(template) : null;
    }

    // One text, or several with names, of which "default" is meant.
    private static string? Template(JsonPart template)
    {
        if (template.IsText) return template.Text();
        return template.Items().FirstOrDefault(t => t.Get("name").Text() == "default") is { Where: not null } named ? named.Get("template").Text() : null;
    }

    private void ReadSpecial(JsonPart part)
    {
        foreach (var role in Roles)
        {
            if (part.Find(role) is not { } value) continue;
            var text = value.IsText ? value.Text() : value.Get("content").Text();
            if (text.Length == 0) continue;
            Special.TryAdd(role, text);
            SpecialTexts.Add(text);
        }
        if (part.Find("additional_special_tokens") is { IsList: true } more)
            foreach (var value in more.Items()) SpecialTexts.Add(value.IsText ? value.Text() : value.Get("content").Text());
    }
}
