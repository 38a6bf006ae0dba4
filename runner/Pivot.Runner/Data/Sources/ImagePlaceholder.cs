namespace Pivot.Runner.Data.Sources;

/// <summary>The word that stands for the image in LLaVA's texts. Here the image always comes first, so it is taken out.</summary>
internal static class ImagePlaceholder
{
    public const string Word = "<image>";

    /// <summary>The text without the placeholder and the line break beside it; a text without one as it is.</summary>
    public static string Remove(string text)
    {
        if (!text.Contains(Word, StringComparison.Ordinal)) return text;
        text = text.Replace(Word + "\n", "", StringComparison.Ordinal).Replace("\n" + Word, "", StringComparison.Ordinal);
        return text.Replace(Word, "", StringComparison.Ordinal).Trim();
    }
}
