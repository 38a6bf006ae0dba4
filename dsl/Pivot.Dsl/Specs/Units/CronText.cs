using Cronos;

namespace Pivot.Dsl.Specs.Units;

/// <summary>Cron expressions of five fields, read by Cronos.</summary>
internal static class CronText
{
    private static readonly (string Name, string Allowed)[] Fields =
    [
        ("minute", "0-59"), ("hour", "0-23"), ("day of month", "1-31 or L"), ("month", "1-12 or JAN-DEC"), ("day of week", "0-7 or SUN-SAT, 0 and 7 being Sunday"),
    ];

    /// <summary>What is wrong with an expression, or null.</summary>
    public static TextProblem? Check(string text)
    {
        if (text.StartsWith('@')) return new(0, text.Length, $"must be five fields, found '{text}'", Macro(text));
        var fields = Split(text);
        if (fields.Count != Fields.Length)
        {
            return new(0, text.Length, $"must be five fields (minute, hour, day of month, month, day of week), found {fields.Count}",
                fields.Count == 6 ? "leave the seconds or the year out" : "as in \"0 22 * * 1-5\", on weekdays at 22:00");
        }

        for (int i = 0; i < Fields.Length; i++)
        {
            var alone = string.Join(' ', Enumerable.Range(0, Fields.Length).Select(at => at == i ? fields[i].Text : "*"));
            if (!CronExpression.TryParse(alone, out _)) return new(fields[i].Start, fields[i].Text.Length, $"has '{fields[i].Text}' for the {Fields[i].Name}", $"allowed: {Fields[i].Allowed}, with '*', ',', '-' and '/'");
        }

        if (!CronExpression.TryParse(text, out var expression)) return new(0, text.Length, $"cannot be read: '{text}'", "minute, hour, day of month, month, day of week");
        return expression.GetNextOccurrence(DateTime.UnixEpoch) is null ? new(0, text.Length, "names a time that never comes", "look at the day of the month and the month") : null;
    }

    private static string Macro(string text) => text switch
    {
        "@hourly" => "write 0 * * * *",
        "@daily" or "@midnight" => "write 0 0 * * *",
        "@weekly" => "write 0 0 * * 0",
        "@monthly" => "write 0 0 1 * *",
        "@yearly" or "@annually" => "write 0 0 1 1 *",
        "@every_minute" => "write * * * * *",
        _ => "as in \"0 22 * * 1-5\", on weekdays at 22:00",
    };

    private static List<(int Start, string Text)> Split(string text)
    {
        var fields = new List<(int, string)>();
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i])) continue;
            int start = i;
            while (i < text.Length && !char.IsWhiteSpace(text[i])) i++;
            fields.Add((start, text[start..i]));
        }

        return fields;
    }
}
