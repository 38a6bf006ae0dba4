using System.Globalization;
using System.Text;

namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>
/// A text with every character beyond U+FFFF written as one below it of the same general category. .NET's regular expressions see halves of surrogate
/// pairs, which are no letters; those of the originals see characters.
/// </summary>
internal static class BmpShadow
{
    // One character a category, from scripts that no published pattern names.
    private static readonly Dictionary<UnicodeCategory, char> Standing = new()
    {
        [UnicodeCategory.UppercaseLetter] = '\uA640', [UnicodeCategory.LowercaseLetter] = '\uA641', [UnicodeCategory.TitlecaseLetter] = '\u1F88',
        [UnicodeCategory.ModifierLetter] = '\u02C1', [UnicodeCategory.OtherLetter] = '\uA66E', [UnicodeCategory.NonSpacingMark] = '\u0FC6',
        [UnicodeCategory.SpacingCombiningMark] = '\u0903', [UnicodeCategory.EnclosingMark] = '\u0488', [UnicodeCategory.DecimalDigitNumber] = '\u0F20',
        [UnicodeCategory.LetterNumber] = '\u16EE', [UnicodeCategory.OtherNumber] = '\u0F2A', [UnicodeCategory.MathSymbol] = '\u2203',
        [UnicodeCategory.CurrencySymbol] = '\u20A2', [UnicodeCategory.ModifierSymbol] = '\u02C2', [UnicodeCategory.OtherSymbol] = '\u2316',
        [UnicodeCategory.OtherPunctuation] = '\u2056', [UnicodeCategory.DashPunctuation] = '\u058A', [UnicodeCategory.OpenPunctuation] = '\u2045',
        [UnicodeCategory.ClosePunctuation] = '\u2046', [UnicodeCategory.InitialQuotePunctuation] = '\u2E02', [UnicodeCategory.FinalQuotePunctuation] = '\u2E03',
        [UnicodeCategory.ConnectorPunctuation] = '\u2040', [UnicodeCategory.Format] = '\u2061', [UnicodeCategory.PrivateUse] = '\uE000',
    };

    /// <summary>The shadow of part of a text, and each of its characters' place there; the text itself and null where there are no surrogates.</summary>
    public static (ReadOnlyMemory<char> Text, int[]? Places) Of(ReadOnlyMemory<char> text)
    {
        var span = text.Span;
        if (span.IndexOfAnyInRange('\uD800', '\uDFFF') < 0) return (text, null);
        var shadow = new StringBuilder(span.Length);
        var places = new List<int>(span.Length + 1);
        for (var at = 0; at < span.Length;)
        {
            places.Add(at);
            Rune.DecodeFromUtf16(span[at..], out var rune, out var length);
            shadow.Append(length == 1 ? (char)rune.Value : Standing.GetValueOrDefault(Rune.GetUnicodeCategory(rune), '\u0378'));
            at += length;
        }
        places.Add(span.Length);
        return (shadow.ToString().AsMemory(), [.. places]);
    }
}
