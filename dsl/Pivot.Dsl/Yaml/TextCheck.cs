namespace Pivot.Dsl.Yaml;

/// <summary>The scanner ends at NUL and takes unusual line breaks for lines; both would hide or misplace text, so they are refused before it.</summary>
internal static class TextCheck
{
    /// <summary>The first character that no spec has, or null.</summary>
    public static SyntaxProblem? Find(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is >= ' ' and < '\u007f' or '\n' or '\t') continue;
            if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n') continue;
            if (c > '\u009f' && c is not ('\u2028' or '\u2029' or '\ufeff' or '\ufffe' or '\uffff') && !IsLoneSurrogate(text, ref i)) continue;
            return new SyntaxProblem(i, i + 1, $"the character U+{(int)c:X4} cannot stand in a spec", "remove it");
        }

        return null;
    }

    private static bool IsLoneSurrogate(string text, ref int i)
    {
        if (!char.IsSurrogate(text[i])) return false;
        if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return true;
        i++;
        return false;
    }
}
