namespace Pivot.Dsl.Specs.Units;

/// <summary>Lengths of time as a spec writes them: <c>8h</c>, <c>90m</c>, <c>30s</c>, <c>2d</c>, <c>1h30m</c>; spaces are accepted.</summary>
public static class TimeSpanText
{
    private const string Units = "dhms"; // from the longest to the shortest, the order they are written in

    private static readonly double[] Seconds = [86_400, 3_600, 60, 1];

    /// <summary>Reads a length of time.</summary>
    /// <param name="text">The text.</param>
    /// <param name="time">The length, at least zero; zero when the text is none.</param>
    /// <param name="hint">What to write instead when the text is none.</param>
    /// <returns>Whether the text is a length of time.</returns>
    public static bool TryRead(string text, out TimeSpan time, out string? hint)
    {
        (time, hint) = (default, null);
        if (Sum(text) is { } seconds && seconds <= 10_000 * Seconds[0])
        {
            time = TimeSpan.FromSeconds(seconds);
            return true;
        }

        hint = Hint(text);
        return false;
    }

    /// <summary>The text that reads back as the same length: <c>1h30m</c>.</summary>
    /// <param name="time">A length of whole seconds.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public static string Write(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        var parts = new[] { (time.Days, 'd'), (time.Hours, 'h'), (time.Minutes, 'm'), (time.Seconds, 's') }.Where(p => p.Item1 > 0).ToList();
        return parts.Count == 0 ? "0s" : string.Concat(parts.Select(p => $"{p.Item1}{p.Item2}"));
    }

    private static double? Sum(string text)
    {
        double sum = 0;
        int last = -1;
        var rest = text.AsSpan().Trim();
        if (rest.Length == 0) return null;
        while (rest.Length > 0)
        {
            int end = rest.IndexOfAnyExcept("0123456789.");
            if (end <= 0 || Amount.Of(rest[..end].ToString()) is not { } amount) return null;
            rest = rest[end..].TrimStart();
            int unit = Units.IndexOf(rest[0]);
            if (unit <= last || (rest.Length > 1 && char.IsLetter(rest[1]))) return null;
            (sum, last) = (sum + (amount.Number * Seconds[unit]), unit);
            rest = rest[1..].TrimStart();
        }

        return Math.Round(sum);
    }

    private static string Hint(string text)
    {
        const string example = "as in 8h, 90m, 30s, 2d or 1h30m";
        if (text.Split(':') is [var hours, var minutes] && int.TryParse(hours, out int h) && int.TryParse(minutes, out int m) && h >= 0 && m is >= 0 and < 60)
        {
            return $"write {(m == 0 ? $"{h}h" : $"{h}h{m}m")}";
        }

        if (Amount.Of(text) is not { } amount) return example;
        if (amount.Unit.Length == 0) return $"write {amount.Shown}h, {amount.Shown}m or {amount.Shown}s";
        bool isWord = amount.Unit.All(char.IsLetter) && Units.Contains(char.ToLowerInvariant(amount.Unit[0])) && !amount.Unit.StartsWith("mo", StringComparison.OrdinalIgnoreCase);
        return isWord ? $"write {amount.Shown}{char.ToLowerInvariant(amount.Unit[0])}" : example;
    }
}
