using System.Globalization;

namespace Pivot.Dsl.Specs.Units;

/// <summary>Hours of every day, from one time to another; the end is not in it. One that ends before it begins goes over midnight.</summary>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends.</param>
public readonly record struct DailyWindow(TimeOnly From, TimeOnly To)
{
    /// <summary>Whether a time of day is in it.</summary>
    public bool Contains(TimeOnly time) => From < To ? time >= From && time < To : time >= From || time < To;

    /// <summary>As it is written: <c>22:00-07:00</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:HH\\:mm}-{To:HH\\:mm}");

    /// <summary>Reads <c>HH:MM-HH:MM</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is no window.</exception>
    public static DailyWindow Parse(string text) => TryRead(text, out var window, out var problem) ? window : throw new FormatException(problem!.Message);

    /// <summary>Reads <c>HH:MM-HH:MM</c>, or says which part of the text is wrong.</summary>
    internal static bool TryRead(string text, out DailyWindow window, out TextProblem? problem)
    {
        window = default;
        int dash = text.IndexOf('-');
        if (dash < 0)
        {
            problem = new(0, text.Length, "must be two times of day, HH:MM-HH:MM", "as in \"22:00-07:00\"");
            return false;
        }

        problem = ReadTime(text, 0, dash, out var from);
        problem ??= ReadTime(text, dash + 1, text.Length, out var to) is { } second ? second : from == to ? new(0, text.Length, $"begins and ends at {from:HH\\:mm}, so it holds no time", "remove it to allow all hours") : null;
        if (problem is not null) return false;
        ReadTime(text, dash + 1, text.Length, out var end);
        window = new DailyWindow(from, end);
        return true;
    }

    private static TextProblem? ReadTime(string text, int start, int end, out TimeOnly time)
    {
        var written = text[start..end];
        if (TimeOnly.TryParseExact(written.Trim(), "HH\\:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time)) return null;
        int lead = written.Length - written.TrimStart().Length;
        var trimmed = written.Trim();
        var hint = TimeOnly.TryParseExact(trimmed, ["H\\:mm", "%H", "HHmm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var near) ? $"write {near.ToString("HH\\:mm", CultureInfo.InvariantCulture)}"
            : trimmed == "24:00" ? "write 00:00" : "times go from 00:00 to 23:59";
        return new(start + lead, Math.Max(1, trimmed.Length), $"has '{trimmed}' where a time of day HH:MM belongs", hint);
    }
}
