using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace Pivot.Dsl.Plans.Building;

/// <summary>
/// JSON that has one spelling: keys sorted, no spaces, numbers invariant and shortest, so that equal content gives equal text and equal hashes
/// on every machine.
/// </summary>
internal sealed class CanonicalJson
{
    private readonly List<(string Key, string Json)> _values = [];

    public CanonicalJson Add(string key, string? value) => AddRaw(key, value is null ? "null" : Quote(value));

    public CanonicalJson Add(string key, long value) => AddRaw(key, value.ToString(CultureInfo.InvariantCulture));

    public CanonicalJson Add(string key, long? value) => AddRaw(key, value?.ToString(CultureInfo.InvariantCulture) ?? "null");

    public CanonicalJson Add(string key, double value) => AddRaw(key, Number(value));

    public CanonicalJson Add(string key, double? value) => AddRaw(key, value is { } number ? Number(number) : "null");

    public CanonicalJson Add(string key, bool value) => AddRaw(key, value ? "true" : "false");

    public CanonicalJson Add(string key, IEnumerable<double> values) => AddRaw(key, $"[{string.Join(',', values.Select(Number))}]");

    public CanonicalJson Add(string key, IEnumerable<string> values) => AddRaw(key, $"[{string.Join(',', values.Select(Quote))}]");

    public CanonicalJson Add(string key, CanonicalJson? value) => AddRaw(key, value?.ToString() ?? "null");

    /// <summary>Adds text that is canonical JSON already.</summary>
    public CanonicalJson AddRaw(string key, string json)
    {
        _values.Add((key, json));
        return this;
    }

    public override string ToString()
    {
        _values.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        var text = new StringBuilder("{", _values.Sum(v => v.Key.Length + v.Json.Length + 4) + 2);
        for (int i = 0; i < _values.Count; i++)
        {
            var (key, json) = _values[i];
            if (i > 0 && _values[i - 1].Key == key) throw new InvalidOperationException($"two values of the key {key}");
            if (i > 0) text.Append(',');
            text.Append(Quote(key)).Append(':').Append(json);
        }

        return text.Append('}').ToString();
    }

    /// <summary>First 32 hex digits of the text's SHA-256.</summary>
    public static string Hash(string text)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), digest);
        return Hex(digest);
    }

    /// <summary>First 32 hex digits of a digest.</summary>
    public static string Hex(ReadOnlySpan<byte> digest) => Convert.ToHexStringLower(digest[..16]);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    // Encoding is asked for only where there is something to encode.
    private static string Quote(string value) => $"\"{(value.All(IsPlain) ? value : JavaScriptEncoder.Default.Encode(value))}\"";

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or ' ';
}
