using System.Globalization;

namespace Pivot.Runner.Execution;

/// <summary>A length of time as the language writes it.</summary>
internal static class TimeWords
{
    /// <summary><c>8h</c>, <c>1h30m</c>, <c>90s</c> as <c>1m30s</c>, <c>0.25s</c>.</summary>
    public static string Of(TimeSpan time)
    {
        var hours = (long)time.TotalHours;
        var seconds = time.Seconds + time.Milliseconds / 1000.0;
        var text = (hours > 0 ? $"{hours}h" : "") + (time.Minutes > 0 ? $"{time.Minutes}m" : "")
            + (seconds > 0 ? seconds.ToString("0.###", CultureInfo.InvariantCulture) + "s" : "");
        return text.Length > 0 ? text : "0s";
    }
}
