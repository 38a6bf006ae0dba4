using System.Globalization;

namespace Pivot.Dsl.Specs.Units;

/// <summary>A number and the word behind it, as <c>40</c> and <c>GB</c>.</summary>
internal readonly record struct Amount(double Number, string Unit)
{
    /// <summary>The number as it is written.</summary>
    public string Shown => Number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Takes a text apart; null when it does not begin with a plain number that is finite and not negative.</summary>
    public static Amount? Of(string text)
    {
        text = text.Trim();
        int end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.')) end++;
        return double.TryParse(text.AsSpan(0, end), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? new Amount(number, text[end..].Trim()) : null;
    }
}
