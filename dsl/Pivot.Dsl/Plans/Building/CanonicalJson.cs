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
    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);

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
        _values.Add(key, json);
        return this;
    }

    public override string ToString()
    {
        var text = new StringBuilder("{");
        foreach (var (key, value) in _values)
        {
            if (text.Length > 1) text.Append(',');
            text.Append(Quote(key)).Append(':').Append(value);
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

    private static string Quote(string value) => $"\"{JavaScriptEncoder.Default.Encode(value)}\"";
}
