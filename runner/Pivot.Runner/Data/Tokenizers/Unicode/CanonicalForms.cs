using System.Text;

namespace Pivot.Runner.Data.Tokenizers.Unicode;

/// <summary>
/// NFC and NFD (<see href="https://www.unicode.org/reports/tr15/">UAX 15</see>). This program runs in invariant globalisation, in which
/// <see cref="string.Normalize()"/> leaves everything but ASCII as it is.
/// </summary>
public static class CanonicalForms
{
    private const int HangulFirst = 0xAC00, Leads = 0x1100, Vowels = 0x1161, Tails = 0x11A7, VowelCount = 21, TailCount = 28, HangulCount = 19 * VowelCount * TailCount;

    /// <summary>The composed form. Lone surrogates become U+FFFD.</summary>
    public static string Compose(string text) => IsComposed(text) ? text : Text(Composed(Decomposed(text)));

    /// <summary>The decomposed form. Lone surrogates become U+FFFD.</summary>
    public static string Decompose(string text) => text.AsSpan().IndexOfAnyExceptInRange('\0', '\u007F') < 0 ? text : Text(Decomposed(text));

    private static bool IsComposed(string text)
    {
        var from = text.AsSpan().IndexOfAnyExceptInRange('\0', '\u02FF');
        if (from < 0) return true;
        var moving = CanonicalTable.Instance.Moving;
        for (var i = from; i < text.Length; i++)
        {
            int code = text[i];
            if (char.IsSurrogate(text[i]))
            {
                if (!Rune.TryGetRuneAt(text, i, out var rune)) return false;
                code = rune.Value;
                i++;
            }
            if (code >= 0x300 && moving.Contains(code)) return false;
        }
        return true;
    }

    private static List<int> Decomposed(string text)
    {
        var codes = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes()) AddParts(rune.Value, codes);
        Order(codes);
        return codes;
    }

    private static void AddParts(int code, List<int> into)
    {
        if (code - HangulFirst is >= 0 and < HangulCount and var syllable)
        {
            into.Add(Leads + syllable / (VowelCount * TailCount));
            into.Add(Vowels + syllable % (VowelCount * TailCount) / TailCount);
            if (syllable % TailCount > 0) into.Add(Tails + syllable % TailCount);
        }
        else if (code >= 0xC0 && CanonicalTable.Instance.Parts.TryGetValue(code, out var parts))
        {
            AddParts(parts.First, into);
            if (parts.Second != 0) AddParts(parts.Second, into);
        }
        else
        {
            into.Add(code);
        }
    }

    // Marks in a row are sorted by class, those of one class in their order. A stable sort of each run, since a run may be as long as the text.
    private static void Order(List<int> codes)
    {
        for (var i = 0; i < codes.Count; i++)
        {
            if (Class(codes[i]) == 0) continue;
            var end = i;
            while (end < codes.Count && Class(codes[end]) != 0) end++;
            if (end - i > 1)
            {
                var sorted = codes.GetRange(i, end - i).OrderBy(Class).ToList();
                for (var k = 0; k < sorted.Count; k++) codes[i + k] = sorted[k];
            }
            i = end;
        }
    }

    private static List<int> Composed(List<int> codes)
    {
        var result = new List<int>(codes.Count);
        var starter = -1;
        var last = 0;
        foreach (var code in codes)
        {
            var at = Class(code);
            // Blocked when something of the same or a higher class, or another starter, stands between.
            var free = starter == result.Count - 1 || (last != 0 && last < at);
            if (starter >= 0 && free && Pair(result[starter], code) is { } composed)
            {
                result[starter] = composed;
                continue;
            }
            if (at == 0) starter = result.Count;
            last = at;
            result.Add(code);
        }
        return result;
    }

    private static int? Pair(int first, int second)
    {
        if (first - Leads is >= 0 and < 19 and var lead && second - Vowels is >= 0 and < VowelCount and var vowel)
            return HangulFirst + (lead * VowelCount + vowel) * TailCount;
        if (first - HangulFirst is >= 0 and < HangulCount and var syllable && syllable % TailCount == 0 && second - Tails is > 0 and < TailCount and var tail)
            return first + tail;
        return CanonicalTable.Instance.Pairs.TryGetValue((first, second), out var code) ? code : null;
    }

    private static byte Class(int code) => code < 0x300 ? (byte)0 : CanonicalTable.Instance.Classes.GetValueOrDefault(code);

    private static string Text(List<int> codes)
    {
        var text = new StringBuilder(codes.Count);
        foreach (var code in codes) text.Append(new Rune(code).ToString());
        return text.ToString();
    }
}
