using System.Globalization;

namespace Pivot.Dsl.Plans.Printing;

/// <summary>Numbers as a plan prints them: two or three digits that count, since forecasts know no more.</summary>
public static class Amounts
{
    private static readonly string[] Prefixes = ["", "k", "M", "G", "T", "P", "E"];

    /// <summary><c>812</c>, <c>19k</c>, <c>0.45M</c>, <c>7.2B</c>.</summary>
    /// <param name="n">A count, at least 0.</param>
    public static string Count(long n) => n switch
    {
        < 10_000 => n.ToString(CultureInfo.InvariantCulture),
        < 100_000 => Text(n / 1e3, "k"),
        < 100_000_000 => Text(n / 1e6, "M"),
        < 100_000_000_000 => Text(n / 1e9, "B"),
        _ => Text(n / 1e12, "T"),
    };

    /// <summary><c>3 MB</c>, <c>1.2 GB</c>: powers of ten, as <c>run.memory</c> writes them.</summary>
    /// <param name="n">Bytes, at least 0.</param>
    public static string Bytes(double n) => n switch
    {
        < 1e3 => $"{n:0} B",
        < 1e6 => Text(n / 1e3, " kB"),
        < 1e9 => Text(n / 1e6, " MB"),
        < 1e12 => Text(n / 1e9, " GB"),
        _ => Text(n / 1e12, " TB"),
    };

    /// <summary><c>664 kFLOP</c>, <c>1.3 GFLOP</c>: floating-point operations.</summary>
    /// <param name="n">A count, at least 0.</param>
    public static string Operations(double n)
    {
        int step = 0;
        for (; n >= 999.5 && step < Prefixes.Length - 1; step++) n /= 1000;
        return step == 0 ? $"{n:0} FLOP" : Text(n, $" {Prefixes[step]}FLOP");
    }

    /// <summary><c>0.4 s</c>, <c>12 s</c>, <c>3 min</c>, <c>2 h 10 min</c>, <c>3 d 4 h</c>.</summary>
    /// <param name="seconds">Seconds, at least 0.</param>
    public static string Duration(double seconds)
    {
        if (seconds < 0.05) return seconds == 0 ? "0 s" : "<0.1 s";
        if (seconds < 9.95) return string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s");
        if (seconds < 99.5) return string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s");
        if (seconds < 60 * 99.5) return string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min");
        var minutes = (long)Math.Round(seconds / 60);
        if (minutes < 48 * 60) return minutes % 60 == 0 ? $"{minutes / 60} h" : $"{minutes / 60} h {minutes % 60:00} min";
        var hours = (long)Math.Round(seconds / 3600);
        return string.Create(CultureInfo.InvariantCulture, $"{hours / 24} d {hours % 24} h");
    }

    /// <summary><c>1 stage</c>, <c>3 stages</c>, <c>10,000 trials</c>.</summary>
    /// <param name="n">A count.</param>
    /// <param name="noun">What is counted, in the singular.</param>
    public static string Of(long n, string noun) => n == 1 ? $"1 {noun}" : $"{Whole(n)} {noun}s";

    /// <summary><c>10,000</c>.</summary>
    /// <param name="n">A count.</param>
    public static string Whole(long n) => n.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Text(double value, string unit) =>
        value.ToString(value < 9.995 ? "0.##" : value < 99.95 ? "0.#" : "0", CultureInfo.InvariantCulture) + unit;
}
