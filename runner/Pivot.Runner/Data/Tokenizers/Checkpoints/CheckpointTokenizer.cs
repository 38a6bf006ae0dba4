using System.Text;
using Pivot.Runner.Data.Tokenizers.Prompts;

namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>
/// A tokenizer out of a HuggingFace folder, id for id what transformers makes of it. A tokenizer without <c>&lt;image&gt;</c> gets one, as LLaVA's do,
/// with the next free id, which prompts use; texts are encoded without it. Thread-safe.
/// </summary>
public sealed class CheckpointTokenizer : Tokenizer
{
    /// <summary>The image's placeholder in texts.</summary>
    public const string Image = "<image>";

    private readonly TokenizerParts _parts;
    private readonly AddedTokens _own;
    private readonly AddedTokens _added;
    private readonly TokenizerSettings _settings;
    private readonly CheckpointTokenizerFiles _files;

    /// <summary>Loads a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="template">How conversations are written: <c>chat</c>, <c>qwen_1_5</c> or <c>plain</c>; null: what the folder was saved with, else <c>chat</c> if it has a chat template, else <c>plain</c>.</param>
    /// <exception cref="DataException">A file is missing or broken, or the template does not fit the tokenizer.</exception>
    public CheckpointTokenizer(string folder, string? template = null)
    {
        _settings = TokenizerSettings.Read(folder);
        _files = CheckpointTokenizerFiles.Read(folder);
        _parts = TokenizerFolder.Read(folder, _settings);
        var vocabulary = _parts.Model.Vocabulary;
        var where = $"{folder}: the tokenizer's files";
        var added = new List<AddedToken>([.. _parts.Added, .. _settings.Added]);
        // A special token of a vocabulary need not be listed as an added one.
        foreach (var text in _settings.SpecialTexts.Order(StringComparer.Ordinal))
            if (text.Length > 0 && added.All(t => t.Content != text) && vocabulary.Id(text) is { } id) added.Add(new AddedToken(text, id, IsSpecial: true));
        _own = new AddedTokens(where, added, vocabulary);
        AddsImage = vocabulary.Id(Image) is null && _own.Of(Image) is null;
        ImageId = vocabulary.Id(Image) ?? _own.Of(Image)?.Id ?? Math.Max(vocabulary.Size, _own.Size);
        _added = _own.Of(Image) is null ? new AddedTokens(where, [.. added, new AddedToken(Image, ImageId, IsSpecial: true)], vocabulary) : _own;
        VocabSize = Math.Max(vocabulary.Size, _added.Size);
        EndIds = [.. new[] { Role("eos_token") }.OfType<int>().Concat(_files.EndIds).Concat(_settings.EndIds.Where(id => id >= 0 && id < VocabSize)).Distinct()];
        if (EndIds.Count == 0) throw new DataException($"{folder}: the tokenizer names no eos_token that it has, so that no text could end; write one into tokenizer_config.json");
        StartIds = [.. _parts.Around.Before.Select(Known)];
        FinishIds = [.. _parts.Around.Behind.Select(Known)];
        Folder = folder;
        Template = template ?? _files.Template ?? (_settings.ChatTemplate is null ? "plain" : "chat");
        Prompts = PromptCatalog.Of(this, Template, _settings.ChatTemplate);
    }

    /// <summary>Where it was loaded from.</summary>
    public string Folder { get; }

    /// <summary>How conversations are written.</summary>
    public string Template { get; }

    /// <summary>Whether the image token is not one of the folder's own.</summary>
    public bool AddsImage { get; }

    /// <inheritdoc/>
    public override int VocabSize { get; }

    /// <inheritdoc/>
    public override int PadId => Role("pad_token") ?? EndId;

    /// <inheritdoc/>
    public override int EndId => EndIds[0];

    /// <inheritdoc/>
    public override IReadOnlyList<int> EndIds { get; }

    /// <inheritdoc/>
    public override int ImageId { get; }

    /// <summary>Ids that transformers puts before a text (<c>add_special_tokens</c>).</summary>
    public IReadOnlyList<int> StartIds { get; }

    /// <summary>Ids that transformers puts behind a text.</summary>
    public IReadOnlyList<int> FinishIds { get; }

    /// <inheritdoc/>
    public override PromptFormat Prompts { get; }

    /// <summary>Id of a token, or null.</summary>
    public int? Id(string token) => _added.Of(token)?.Id ?? _parts.Model.Vocabulary.Id(token);

    /// <summary>Token of an id as the files write it, or null.</summary>
    public string? Token(int id) => _added.Of(id)?.Content ?? _parts.Model.Vocabulary.Token(id);

    /// <summary>Whether decoding leaves an id out.</summary>
    public bool IsSpecial(int id) => _added.Of(id) is { IsSpecial: true };

    /// <summary>The text of a special token by role (<c>bos_token</c>), or null.</summary>
    public string? SpecialText(string role) => _settings.Special.GetValueOrDefault(role);

    /// <summary>Ids of a text. Added tokens written in the text are recognised, as transformers does.</summary>
    /// <exception cref="DataException">A pattern of the tokenizer's files takes too long, or the text is longer than 64 million characters.</exception>
    public override int[] Encode(string text) => Encode(Whole(text), FragmentStart.Text, _own);

    /// <inheritdoc/>
    public override int[] EncodeAfter(string context, string text) => EncodeAfter(context, text, _own);

    /// <summary>The same for a prompt's text, in which the image's placeholder is a token even where the folder's files do not have it.</summary>
    internal int[] EncodePrompt(string context, string text) => EncodeAfter(context, text, _added);

    /// <inheritdoc/>
    public override string Decode(IEnumerable<int> ids) => Decode(ids, leavesOutSpecial: true);

    /// <summary>Text of ids; ids of no token, which a model with more rows than tokens can make, are left out.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="leavesOutSpecial">Whether special tokens are left out (<c>skip_special_tokens</c>).</param>
    public string Decode(IEnumerable<int> ids, bool leavesOutSpecial)
    {
        var tokens = new List<(string, bool)>();
        foreach (var id in ids)
        {
            if (_added.Of(id) is { } added)
            {
                if (!added.IsSpecial || !leavesOutSpecial) tokens.Add((added.Content, true));
            }
            else if (_parts.Model.Vocabulary.Token(id) is { } token)
            {
                tokens.Add((token, false));
            }
        }
        var text = _parts.Decoder.Decode(tokens);
        return _settings.CleansSpaces ? CleanedSpaces.Of(text) : text;
    }

    /// <summary>
    /// Writes the tokenizer's own files as they are, with what this program needs beside them. Only where the image token was added it is entered into
    /// <c>tokenizer_config.json</c>, so that transformers gives it the same id.
    /// </summary>
    public override void Save(string folder) => _files.Write(folder, Template, EndIds, AddsImage ? ImageId : null);

    private int[] EncodeAfter(string context, string text, AddedTokens added)
    {
        var (tail, start) = ("", FragmentStart.Text);
        foreach (var (part, token) in added.Split(Whole(context))) (tail, start) = token is null ? (part, start) : ("", FragmentStart.AfterToken);
        if (tail.Length == 0) return Encode(Whole(text), start, added);
        // Only what follows the last added token can have merged with the text.
        var before = Encode(tail, start, added);
        var whole = Encode(Whole(tail + text), start, added);
        return whole.AsSpan().StartsWith(before) ? whole[before.Length..] : Encode(Whole(text), FragmentStart.Middle, added);
    }

    private int[] Encode(string text, FragmentStart start, AddedTokens added)
    {
        var ids = new List<int>();
        foreach (var (part, token) in added.Split(text))
        {
            if (token is not null) ids.Add(token.Id);
            else _parts.Rules.Encode(part, start, _parts.Model, ids);
            start = FragmentStart.AfterToken;
        }
        return [.. ids];
    }

    private string Whole(string text)
    {
        text = WellFormed(text);
        foreach (var step in _parts.Rules.Whole) text = step(text, FragmentStart.Text);
        return text;
    }

    private int? Role(string role) => SpecialText(role) is { } text ? Id(text) : null;

    private int Known(string token) => Id(token) ?? throw new DataException($"{_files.Folder}: the tokenizer puts {Vocabulary.Quote(token)} around texts, which is none of its tokens");

    // Half a surrogate pair is no text in UTF-8; the encoder would write nothing or U+FFFD, depending on the way it takes.
    private static string WellFormed(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0) return text;
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) whole.Append(rune.ToString());
        return whole.ToString();
    }
}
