using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pivot.Runner.Dashboard.Security;

/// <summary>Passwords as files keep them: <c>pbkdf2-sha256$ROUNDS$SALT$HASH</c>, salt and hash in base64.</summary>
public static class PasswordHash
{
    // OWASP's number for PBKDF2 with SHA-256.
    private const int Rounds = 600_000;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;
    private const string Name = "pbkdf2-sha256";

    /// <summary>Compared with where a name is not known, so that the answer takes as long.</summary>
    internal static readonly string OfNobody = Create("nobody has this password");

    /// <summary>A line's hash for a password.</summary>
    public static string Create(string password) => Create(password, Rounds);

    /// <summary>Whether it is the password that a hash was made of. A hash that is none has no password.</summary>
    public static bool Verify(string password, string hash)
    {
        if (!TryRead(hash, out var rounds, out var salt, out var expected)) return false;
        return CryptographicOperations.FixedTimeEquals(Derive(password, salt, rounds), expected);
    }

    /// <summary>Whether a text is a hash at all.</summary>
    internal static bool IsHash(string text) => TryRead(text, out _, out _, out _);

    internal static string Create(string password, int rounds)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return string.Create(CultureInfo.InvariantCulture, $"{Name}${rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(password, salt, rounds))}");
    }

    private static bool TryRead(string hash, out int rounds, out byte[] salt, out byte[] expected)
    {
        (rounds, salt, expected) = (0, [], []);
        var parts = hash.Split('$');
        if (parts.Length != 4 || parts[0] != Name || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out rounds) || rounds is < 1000 or > 10_000_000) return false;
        salt = new byte[SaltBytes];
        expected = new byte[HashBytes];
        return Convert.TryFromBase64String(parts[2], salt, out var saltLength) && saltLength == SaltBytes
            && Convert.TryFromBase64String(parts[3], expected, out var hashLength) && hashLength == HashBytes;
    }

    private static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, rounds, HashAlgorithmName.SHA256, HashBytes);
}
