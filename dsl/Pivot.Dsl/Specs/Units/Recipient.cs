using System.Text.RegularExpressions;
using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Specs.Units;

/// <summary>Whom <c>run.notify</c> names: an e-mail address, or the word for the hosts' webhook.</summary>
public static partial class Recipient
{
    /// <summary>The word for the webhook that the hosts know.</summary>
    public const string Webhook = "webhook";

    /// <summary>The form of both, without anchors. An address is held to what a mistake breaks, not to what a mail server allows: that only sending can tell.</summary>
    internal const string Pattern = $"{Webhook}|{Address}";

    private const string Address = @"[^\s@:/,;<>()\[\]""]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?";

    /// <summary>Whether a text is the word or an address.</summary>
    public static bool IsOne(string text) => Whole().IsMatch(text);

    /// <summary>A text that is neither, as it may be told: a URL is likely a secret, and a message goes further than the file.</summary>
    internal static string Shown(string text) => IsUrl(text) ? "a URL" : $"'{text}'";

    /// <summary>How to mend a text that is neither.</summary>
    internal static string Hint(string text) =>
        IsUrl(text) ? $"write {Webhook}: a webhook's URL is a secret and does not belong in a spec; the hosts have it in PIVOT_WEBHOOK"
        : text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? "leave 'mailto:' out"
        : text.Contains('@') ? "an address is NAME@HOST, as in me@lab.org"
        : NearestName.Meant(text, [Webhook]) ?? $"an e-mail address as in me@lab.org, or {Webhook} for that of the hosts (PIVOT_WEBHOOK)";

    private static bool IsUrl(string text) => text.Contains("://", StringComparison.Ordinal);

    [GeneratedRegex($"^(?:{Pattern})\\z")]
    private static partial Regex Whole();
}
