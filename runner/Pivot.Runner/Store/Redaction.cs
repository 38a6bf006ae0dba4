using System.Collections;
using System.Data.Common;
using System.Text.RegularExpressions;

namespace Pivot.Runner.Store;

/// <summary>
/// Takes secrets out of texts that are shown or kept: the values of this process's secret variables wherever they stand, and what looks like a password,
/// a token or an address with one in it.
/// </summary>
public sealed partial class Redaction
{
    private const string Hidden = "***";
    // Shorter ones are words and numbers that stand in every log.
    private const int Shortest = 6;
    private static readonly string[] SecretNames = ["PASSWORD", "PASSWD", "SECRET", "TOKEN", "WEBHOOK", "CREDENTIAL", "API_KEY", "ACCESS_KEY", "PRIVATE_KEY"];
    private static readonly Lazy<Redaction> OfThisProcess = new(() => OfVariables(Environment.GetEnvironmentVariables()));
    private readonly string[] _values;

    /// <summary>Hides these values besides what looks like a secret.</summary>
    public Redaction(IEnumerable<string> values)
    {
        // The longest first: a value that another begins with must not leave the other's end behind.
        _values = [.. values.Where(v => v.Length >= Shortest && !v.All(char.IsAsciiDigit)).Distinct().OrderByDescending(v => v.Length)];
    }

    /// <summary>The text without secrets, for what this process shows.</summary>
    public static string Of(string text) => OfThisProcess.Value.Hide(text);

    /// <summary>Hides the values of variables that are named like secrets, and the password of a connection text in any other.</summary>
    public static Redaction OfVariables(IDictionary variables)
    {
        var values = new List<string>();
        foreach (DictionaryEntry variable in variables)
        {
            if (variable is not { Key: string name, Value: string { Length: > 0 } value }) continue;
            var upper = name.ToUpperInvariant();
            // HuggingFace's TOKENIZERS_PARALLELISM and the places of secrets are none.
            var secret = SecretNames.Any(upper.Contains) && !upper.Contains("TOKENIZER") && !upper.EndsWith("_FILE") && !upper.EndsWith("_PATH") && !upper.EndsWith("_DIR");
            if (secret) values.Add(value);
            if (ConnectionPassword(value) is { } password) values.Add(password);
        }
        return new(values);
    }

    /// <summary>The text without secrets.</summary>
    public string Hide(string text)
    {
        foreach (var value in _values) text = text.Replace(value, Hidden, StringComparison.Ordinal);
        text = PasswordPair().Replace(text, $"$1{Hidden}");
        text = AddressPassword().Replace(text, $"$1{Hidden}@");
        text = Bearer().Replace(text, $"$1{Hidden}");
        return KnownToken().Replace(text, Hidden);
    }

    private static string? ConnectionPassword(string value)
    {
        if (!value.Contains('=') || !value.Contains(';')) return null;
        try
        {
            var connection = new DbConnectionStringBuilder { ConnectionString = value };
            return connection.TryGetValue("Password", out var password) || connection.TryGetValue("Pwd", out password) ? $"{password}" : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex("""\b((?:password|passwd|passphrase|pwd)["']?\s*[=:]\s*)("(?:[^"\\]|\\.|"")*"|'(?:[^'\\]|\\.|'')*'|[^\s;,&'"]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex PasswordPair();

    [GeneratedRegex(@"(\b[a-z][a-z0-9+.-]*://[^\s/:@]*:)[^\s/@]+@", RegexOptions.IgnoreCase)]
    private static partial Regex AddressPassword();

    [GeneratedRegex(@"(\b(?:Bearer|Basic)\s+)[A-Za-z0-9._~+/-]{8,}=*", RegexOptions.IgnoreCase)]
    private static partial Regex Bearer();

    [GeneratedRegex(@"\b(?:hf_[A-Za-z0-9]{16,}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}|AKIA[0-9A-Z]{16})\b|(?<=X-Amz-(?:Signature|Credential)=)[^&\s]+")]
    private static partial Regex KnownToken();
}
