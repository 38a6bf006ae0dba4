using System.Globalization;

namespace Pivot.Runner.Dashboard.Pages;

/// <summary>Numbers and times as a person reads them.</summary>
internal static class Words
{
    /// <summary><c>1 stage</c>, <c>3 stages</c>.</summary>
    public static string Count(long n, string noun) => n == 1 ? $"1 {noun}" : string.Create(CultureInfo.InvariantCulture, $"{n:#,0} {noun}s");

    /// <summary><c>42 s</c>, <c>3 min 07 s</c>, <c>2 h 05 min</c>, <c>3 d 4 h</c>.</summary>
    public static string Duration(double seconds)
    {
        var whole = (long)Math.Round(Math.Max(0, seconds));
        return whole switch
        {
            0 when seconds > 0 => "under 1 s",
            < 60 => $"{whole} s",
            < 3600 => $"{whole / 60} min {whole % 60:00} s",
            < 86400 => $"{whole / 3600} h {whole / 60 % 60:00} min",
            _ => $"{whole / 86400} d {whole / 3600 % 24} h",
        };
    }

    /// <summary>The same without what nobody asks of the past: <c>42 s</c>, <c>3 min</c>, <c>2 h 05 min</c>, <c>3 d 4 h</c>.</summary>
    public static string About(double seconds) => seconds is >= 60 and < 3600 ? $"{(long)seconds / 60} min" : Duration(seconds);

    /// <summary><c>41 %</c>; whole only when all is over.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{(share >= 1 ? 100 : Math.Min(99, Math.Floor(share * 100)))} %");

    /// <summary>Four digits that count.</summary>
    public static string Number(double? value) => value is not { } number ? "" : number.ToString(Math.Abs(number) is >= 1e-3 and < 1e6 or 0 ? "#,0.####" : "0.###e0", CultureInfo.InvariantCulture);

    /// <summary>The beginning of a key, enough to tell keys apart.</summary>
    public static string Key(string key) => key.Length > 12 ? key[..12] : key;

    /// <summary>How an attempt ended.</summary>
    public static string Outcome(string? outcome) => (outcome ?? "running").Replace('_', ' ');
}
