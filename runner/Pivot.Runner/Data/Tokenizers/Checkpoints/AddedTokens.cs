using System.Buffers;
using System.Text;

namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>Finds added tokens in a text: from the left, of several at one place the longest.</summary>
internal sealed class AddedTokens
{
    private readonly Dictionary<char, AddedToken[]> _byFirst;
    private readonly SearchValues<char> _first;
    private readonly Dictionary<int, AddedToken> _byId;
    private readonly Dictionary<string, AddedToken> _byContent;

    /// <summary>Checks and keeps tokens.</summary>
    /// <param name="where">Where they stand, for messages.</param>
    /// <param name="tokens">The tokens; one given twice in the same way counts once.</param>
    /// <param name="vocabulary">The ordinary tokens, whose ids these may repeat but not contradict.</param>
    /// <exception cref="DataException">They contradict each other or the vocabulary, or are too many.</exception>
    public AddedTokens(string where, IEnumerable<AddedToken> tokens, Vocabulary vocabulary)
    {
        _byId = [];
        _byContent = new Dictionary<string, AddedToken>(StringComparer.Ordinal);
        foreach (var token in tokens)
        {
            if (token.Id is < 0 or >= TokenizerLimits.Ids || token.Id > vocabulary.Size + TokenizerLimits.AddedTokens)
                throw new DataException($"{where}: added token {Vocabulary.Quote(token.Content)} has id {token.Id}, far from the {vocabulary.Size} ids of the vocabulary");
            if (_byContent.TryGetValue(token.Content, out var same) && same.Id != token.Id)
                throw new DataException($"{where}: added token {Vocabulary.Quote(token.Content)} has two ids, {same.Id} and {token.Id}");
            if (_byId.TryGetValue(token.Id, out var other) && other.Content != token.Content)
                throw new DataException($"{where}: id {token.Id} belongs to two added tokens, {Vocabulary.Quote(other.Content)} and {Vocabulary.Quote(token.Content)}");
            if (vocabulary.Token(token.Id) is { } ordinary && ordinary != token.Content)
                throw new DataException($"{where}: added token {Vocabulary.Quote(token.Content)} has id {token.Id}, which is {Vocabulary.Quote(ordinary)}'s");
            if (vocabulary.Id(token.Content) is { } id && id != token.Id)
                throw new DataException($"{where}: added token {Vocabulary.Quote(token.Content)} has id {token.Id}, but {id} in the vocabulary");
            if (!_byContent.TryAdd(token.Content, token)) continue;
            _byId[token.Id] = token;
            if (_byId.Count > TokenizerLimits.AddedTokens) throw new DataException($"{where}: more than {TokenizerLimits.AddedTokens} added tokens");
        }
        _byFirst = _byId.Values.GroupBy(t => t.Content[0]).ToDictionary(g => g.Key, g => g.OrderByDescending(t => t.Content.Length).ToArray());
        _first = SearchValues.Create([.. _byFirst.Keys]);
    }

    /// <summary>The tokens, in the order of their ids.</summary>
    public IEnumerable<AddedToken> All => _byId.Values.OrderBy(t => t.Id);

    /// <summary>Largest id plus one, or 0.</summary>
    public int Size => _byId.Count == 0 ? 0 : _byId.Keys.Max() + 1;

    /// <summary>Token of an id, or null.</summary>
    public AddedToken? Of(int id) => _byId.GetValueOrDefault(id);

    /// <summary>Token of a content, or null.</summary>
    public AddedToken? Of(string content) => _byContent.GetValueOrDefault(content);

    /// <summary>The text's parts in order: stretches of ordinary text (possibly none between two tokens) and tokens.</summary>
    public IEnumerable<(string Text, AddedToken? Token)> Split(string text)
    {
        var start = 0;
        for (var at = 0; at < text.Length;)
        {
            var next = text.AsSpan(at).IndexOfAny(_first);
            if (next < 0) break;
            at += next;
            if (Match(text, at) is not { } token)
            {
                at++;
                continue;
            }
            var end = at;
            if (token.TakesLeft) while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
            if (end > start) yield return (text[start..end], null);
            yield return (token.Content, token);
            at += token.Content.Length;
            if (token.TakesRight) while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
            start = at;
        }
        if (start < text.Length) yield return (start == 0 ? text : text[start..], null);
    }

    private AddedToken? Match(string text, int at)
    {
        foreach (var token in _byFirst[text[at]])
        {
            if (string.CompareOrdinal(text, at, token.Content, 0, token.Content.Length) != 0) continue;
            if (token.IsWord && (IsWordAt(text, at, before: true) || IsWordAt(text, at + token.Content.Length, before: false))) continue;
            return token;
        }
        return null;
    }

    private static bool IsWordAt(string text, int at, bool before)
    {
        var rest = before ? text.AsSpan(0, at) : text.AsSpan(at);
        Rune rune;
        if (before ? Rune.DecodeLastFromUtf16(rest, out rune, out _) != OperationStatus.Done : Rune.DecodeFromUtf16(rest, out rune, out _) != OperationStatus.Done) return false;
        return Rune.IsLetterOrDigit(rune) || rune.Value == '_';
    }
}
