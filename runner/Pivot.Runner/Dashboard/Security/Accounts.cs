using System.Security.Cryptography;
using System.Text;
using Pivot.Runner.Store;

namespace Pivot.Runner.Dashboard.Security;

/// <summary>Who may come in: users with passwords (<c>NAME:ROLE:HASH</c> a line) and tokens (<c>ROLE:TOKEN</c> a line). Empty lines and those that begin with # are notes.</summary>
internal sealed class Accounts
{
    private const int ShortestToken = 16;
    private readonly Dictionary<string, (Role Role, string Hash)> _users = new(StringComparer.Ordinal);
    private readonly List<(Role Role, byte[] Digest)> _tokens = [];

    /// <summary>Reads the files.</summary>
    /// <param name="users">File of users, or null.</param>
    /// <param name="tokens">File of tokens, or null.</param>
    /// <exception cref="HostException">A file cannot be read, or a line says nothing. The message does not repeat what stands there.</exception>
    public Accounts(string? users, string? tokens)
    {
        foreach (var (place, line) in Lines(users))
        {
            var parts = line.Split(':', 3);
            if (parts.Length != 3 || !IsName(parts[0])) throw new HostException($"{place} is not NAME:ROLE:HASH; `pivot dashboard-user NAME ROLE` writes such a line");
            if (!PasswordHash.IsHash(parts[2])) throw new HostException($"{place}: the hash of {parts[0]}'s password is none; `pivot dashboard-user NAME ROLE` writes such a line");
            if (!_users.TryAdd(parts[0], (Roles.Require(parts[1], place), parts[2]))) throw new HostException($"{place}: {parts[0]} is there twice");
        }
        foreach (var (place, line) in Lines(tokens))
        {
            var parts = line.Split(':', 2);
            if (parts.Length != 2) throw new HostException($"{place} is not ROLE:TOKEN");
            if (parts[1].Length < ShortestToken) throw new HostException($"{place}: a token has at least {ShortestToken} characters (`openssl rand -hex 32` makes one)");
            _tokens.Add((Roles.Require(parts[0], place), Digest(parts[1])));
        }
    }

    /// <summary>Whether there is nobody, so that only this machine's own people may be let in.</summary>
    public bool Empty => _users.Count == 0 && _tokens.Count == 0;

    /// <summary>The role of a user, or null where name and password do not go together. It takes as long either way.</summary>
    public Role? Role(string name, string password)
    {
        var known = _users.TryGetValue(name, out var user);
        return PasswordHash.Verify(password, known ? user.Hash : PasswordHash.OfNobody) && known ? user.Role : null;
    }

    /// <summary>The role that a token gives, or null. All are compared, by their digests: the time says nothing.</summary>
    public Role? Role(string token)
    {
        var digest = Digest(token);
        Role? found = null;
        foreach (var (role, known) in _tokens)
            if (CryptographicOperations.FixedTimeEquals(digest, known)) found = role;
        return found;
    }

    /// <summary>Whether a name may stand in a line.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= 64 && name.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '@');

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static IEnumerable<(string Place, string Line)> Lines(string? file)
    {
        if (file is null) return [];
        try
        {
            return [.. File.ReadLines(file).Select((line, i) => ($"{file}:{i + 1}", line.Trim())).Where(l => l.Item2.Length > 0 && l.Item2[0] != '#')];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HostException($"{file} cannot be read: {e.Message}", e);
        }
    }
}
