using Cronos;

namespace Pivot.Runner.Queue.Schedules;

/// <summary>The occurrences of a schedule, by the same rules as Hangfire's (Cronos): clocks that are put forward or back included.</summary>
public static class ScheduleTimes
{
    private static readonly TimeSpan[] Back = [.. new[] { 1 / 720.0, 1 / 24.0, 1, 8, 32, 367, 1462, 14611 }.Select(TimeSpan.FromDays)];

    /// <summary>The next occurrences after a time.</summary>
    /// <exception cref="FormatException">The fields cannot be read.</exception>
    /// <exception cref="TimeZoneNotFoundException">No such zone is known here.</exception>
    public static IEnumerable<DateTimeOffset> Next(string cron, string timeZone, DateTimeOffset after)
    {
        var (expression, zone) = (Parse(cron), TimeZoneInfo.FindSystemTimeZoneById(timeZone));
        for (var next = expression.GetNextOccurrence(after, zone); next is { } at; next = expression.GetNextOccurrence(at, zone)) yield return at;
    }

    /// <summary>The last occurrence that is not after a time, or null where there was none in 40 years.</summary>
    public static DateTimeOffset? Last(string cron, string timeZone, DateTimeOffset until)
    {
        var (expression, zone) = (Parse(cron), TimeZoneInfo.FindSystemTimeZoneById(timeZone));
        return Back.Select(span => expression.GetOccurrences(until - span, until, zone, fromInclusive: true, toInclusive: true).Select(t => (DateTimeOffset?)t).LastOrDefault())
            .FirstOrDefault(t => t is not null);
    }

    // Six fields have seconds, as with Hangfire.
    private static CronExpression Parse(string cron) =>
        CronExpression.Parse(cron, !cron.StartsWith('@') && cron.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Length == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);
}
