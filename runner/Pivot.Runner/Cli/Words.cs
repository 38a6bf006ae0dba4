using System.Globalization;

namespace Pivot.Runner.Cli;

/// <summary>Numbers as a person reads them.</summary>
internal static class Words
{
    /// <summary><c>1 stage</c>, <c>3 stages</c>.</summary>
    public static string Count(long n, string noun) => n == 1 ? $"1 {noun}" : string.Create(CultureInfo.InvariantCulture, $"{n} {noun}s");

    /// <summary><c>4.2 s</c>, <c>3 min 07 s</c>, <c>2 h 05 min</c>.</summary>
    public static string Duration(TimeSpan time)
    {
        if (time.TotalSeconds < 59.95) return string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
        var seconds = (long)Math.Round(time.TotalSeconds);
        return seconds < 3600 ? $"{seconds / 60} min {seconds % 60:00} s" : $"{seconds / 3600} h {seconds / 60 % 60:00} min";
    }

    /// <summary><c>0:12</c>, <c>1:02:03</c>: for places where the width should not jump.</summary>
    public static string Clock(TimeSpan time) =>
        time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}" : $"{time.Minutes}:{time.Seconds:00}";
}
