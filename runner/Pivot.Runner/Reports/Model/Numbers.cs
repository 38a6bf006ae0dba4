using System.Globalization;
using Pivot.Runner.Evaluation.Statistics;

namespace Pivot.Runner.Reports.Model;

/// <summary>How numbers are printed, the same in prose, tables and figures.</summary>
internal static class Numbers
{
    /// <summary>Three decimals, fewer for numbers of 100 and more; <c>−</c> (U+2212) for minus.</summary>
    public static string Plain(double value)
    {
        if (!double.IsFinite(value)) return value > 0 ? "∞" : double.IsNaN(value) ? "not a number" : "−∞";
        var text = value.ToString(Math.Abs(value) < 99.9995 ? "0.000" : Math.Abs(value) < 9999.5 ? "0.0" : "0.00E+0", CultureInfo.InvariantCulture);
        return text == "-0.000" ? "0.000" : text.Replace('-', '−');
    }

    /// <summary>The same with <c>+</c> before what is not negative.</summary>
    public static string Signed(double value) => Plain(value) is var text && text.StartsWith('−') ? text : $"+{text}";

    /// <summary>An interval of a difference: <c>[−0.012, +0.050]</c>.</summary>
    public static string Range(Interval interval) => $"[{Signed(interval.Low)}, {Signed(interval.High)}]";

    /// <summary>A number that a person wrote, as short as it is: <c>0.01</c>.</summary>
    public static string Short(double value) => value.ToString("0.######", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>Every digit, for files that programs read.</summary>
    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Seconds for a person: <c>4.2 s</c>, <c>3 min 05 s</c>, <c>2 h 10 min</c>.</summary>
    public static string Duration(double seconds)
    {
        if (seconds < 59.95) return $"{seconds.ToString("0.0", CultureInfo.InvariantCulture)} s";
        var whole = (long)Math.Round(seconds);
        return whole < 3600 ? $"{whole / 60} min {whole % 60:00} s" : $"{whole / 3600} h {(whole + 30) / 60 % 60:00} min";
    }

    /// <summary>A count with thin groups: <c>12,000</c>.</summary>
    public static string Count(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>Words joined as in a sentence: <c>a, b and c</c>.</summary>
    public static string Join(IReadOnlyList<string> words) => words.Count switch
    {
        0 => "",
        1 => words[0],
        _ => $"{string.Join(", ", words.Take(words.Count - 1))} and {words[^1]}",
    };
}
