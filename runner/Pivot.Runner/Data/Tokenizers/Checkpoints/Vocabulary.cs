namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>Tokens and their ids, one to one.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> _ids;
    private readonly string?[] _tokens;

    /// <summary>Checks and keeps tokens.</summary>
    /// <param name="where">Where they stand, for messages.</param>
    /// <param name="tokens">Tokens with ids; ids may leave gaps.</param>
    /// <exception cref="DataException">A token or an id occurs twice, an id is out of range, a token too long, or there is none.</exception>
    public Vocabulary(string where, IEnumerable<(string Token, int Id)> tokens)
    {
        _ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var largest = -1;
        foreach (var (token, id) in tokens)
        {
            if (id is < 0 or >= TokenizerLimits.Ids)
                throw new DataException($"{where}: token {Quote(token)} has id {id}; ids go from 0 to {TokenizerLimits.Ids - 1}");
            if (token.Length > TokenizerLimits.TokenLength)
                throw new DataException($"{where}: the token of id {id} has {token.Length} characters; {TokenizerLimits.TokenLength} are read");
            if (!_ids.TryAdd(token, id)) throw new DataException($"{where}: token {Quote(token)} occurs twice, with ids {_ids[token]} and {id}");
            largest = Math.Max(largest, id);
        }
        if (_ids.Count == 0) throw new DataException($"{where}: no tokens");
        // Published vocabularies leave few gaps; one huge id in a small file would have every model made huge.
        if (largest > 2L * _ids.Count + 65536) throw new DataException($"{where}: {_ids.Count} tokens, but ids up to {largest}");
        _tokens = new string?[largest + 1];
        foreach (var (token, id) in _ids)
        {
            if (_tokens[id] is { } other) throw new DataException($"{where}: id {id} belongs to two tokens, {Quote(other)} and {Quote(token)}");
            _tokens[id] = token;
        }
    }

    /// <summary>Largest id plus one.</summary>
    public int Size => _tokens.Length;

    /// <summary>Tokens with their ids.</summary>
    public IEnumerable<KeyValuePair<string, int>> Ids => _ids;

    /// <summary>Token of an id, or null.</summary>
    public string? Token(int id) => id >= 0 && id < _tokens.Length ? _tokens[id] : null;

    /// <summary>Id of a token, or null.</summary>
    public int? Id(string token) => _ids.TryGetValue(token, out var id) ? id : null;

    /// <summary>Id of a token given as part of a text, or null.</summary>
    public int? Id(ReadOnlySpan<char> token) => _ids.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(token, out var id) ? id : null;

    /// <summary>A token for a message.</summary>
    public static string Quote(string token) => token.Length <= 40 ? $"\"{token}\"" : $"\"{token[..40]}...\"";
}
