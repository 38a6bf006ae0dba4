using System.Text.RegularExpressions;
using Pivot.Runner.Data.Tokenizers.Unicode;

namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>The changes of text that tokenizer files ask for.</summary>
internal static class TextSteps
{
    /// <summary>SentencePiece's visible space.</summary>
    public const char Space = '\u2581';

    public static TextStep Compose { get; } = (text, _) => CanonicalForms.Compose(text);

    public static TextStep Decompose { get; } = (text, _) => CanonicalForms.Decompose(text);

    // The only capital whose small letter is two characters in Unicode's full mapping, which the originals use.
    public static TextStep Lower { get; } = (text, _) => text.ToLowerInvariant().Replace("\u0130", "i\u0307", StringComparison.Ordinal);

    public static TextStep Replace(string what, string with) => (text, _) => text.Replace(what, with, StringComparison.Ordinal);

    public static TextStep Replace(string where, Regex what, string with) => (text, _) =>
    {
        try
        {
            return what.Replace(text, _ => with);
        }
        catch (RegexMatchTimeoutException problem)
        {
            throw new DataException($"{where}: the pattern took longer than {what.MatchTimeout.TotalSeconds} s on a text of {text.Length} characters", problem);
        }
    };

    public static TextStep Strip(bool left, bool right) => (text, _) => (left, right) switch
    {
        (true, true) => text.Trim(),
        (true, false) => text.TrimStart(),
        (false, true) => text.TrimEnd(),
        _ => text,
    };

    /// <summary>Puts something before a stretch.</summary>
    /// <param name="prefix">What.</param>
    /// <param name="scheme">Before which.</param>
    /// <param name="unlessThere">Whether a stretch that begins with it is left as it is.</param>
    public static TextStep Prepend(string prefix, PrefixScheme scheme, bool unlessThere) => (text, start) =>
    {
        var asked = scheme switch
        {
            PrefixScheme.Always => start != FragmentStart.Middle,
            PrefixScheme.First => start == FragmentStart.Text,
            _ => false,
        };
        return !asked || text.Length == 0 || (unlessThere && text.StartsWith(prefix, StringComparison.Ordinal)) ? text : prefix + text;
    };

    /// <summary>No spaces at the ends, none behind another one: SentencePiece's <c>remove_extra_whitespaces</c>.</summary>
    public static TextStep Collapse { get; } = (text, start) =>
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var joined = string.Join(' ', words);
        return start == FragmentStart.Middle && text.StartsWith(' ') && words.Length > 0 ? " " + joined : joined;
    };
}
