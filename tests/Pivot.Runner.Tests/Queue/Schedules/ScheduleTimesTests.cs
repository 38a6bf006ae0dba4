using Pivot.Runner.Queue.Schedules;

namespace Pivot.Runner.Tests.Queue.Schedules;

public sealed class ScheduleTimesTests
{
    [Theory]
    // An hour that is left out (clocks forward, 29 March 2026, 02:00 -> 03:00): the occurrence comes when the clocks have been changed.
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00Z", "2026-03-29T01:00Z")]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-03-29T12:00Z", "2026-03-30T00:30Z")]
    // An hour that comes twice (clocks back, 25 October 2026, 03:00 -> 02:00): a nightly one comes once.
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00Z", "2026-10-25T00:30Z")]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-10-25T00:30Z", "2026-10-26T01:30Z")]
    // Every half hour goes on through it.
    [InlineData("*/30 * * * *", "Europe/Berlin", "2026-10-25T00:30Z", "2026-10-25T01:00Z")]
    [InlineData("0 22 * * 1-5", "America/New_York", "2026-03-06T12:00Z", "2026-03-07T03:00Z")]
    [InlineData("0 22 * * 1-5", "America/New_York", "2026-03-07T03:00Z", "2026-03-10T02:00Z")]
    public void The_next_occurrence_follows_the_zones_clock(string cron, string zone, string after, string next) =>
        Assert.Equal(DateTimeOffset.Parse(next), ScheduleTimes.Next(cron, zone, DateTimeOffset.Parse(after)).First());

    [Theory]
    [InlineData("0 2 * * *", "UTC", "2026-05-05T02:00:03Z", "2026-05-05T02:00Z")]
    [InlineData("0 2 * * *", "UTC", "2026-05-05T02:00:00Z", "2026-05-05T02:00Z")]
    [InlineData("0 2 * * *", "UTC", "2026-05-05T01:59:59Z", "2026-05-04T02:00Z")]
    [InlineData("0 0 29 2 *", "UTC", "2026-05-05T02:00Z", "2024-02-29T00:00Z")]
    [InlineData("*/10 * * * * *", "UTC", "2026-05-05T02:00:19Z", "2026-05-05T02:00:10Z")]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-10-25T01:45Z", "2026-10-25T00:30Z")]
    [InlineData("0 0 30 2 *", "UTC", "2026-05-05T02:00Z", null)]
    public void The_last_occurrence_is_found(string cron, string zone, string until, string? last) =>
        Assert.Equal(last is null ? null : DateTimeOffset.Parse(last), ScheduleTimes.Last(cron, zone, DateTimeOffset.Parse(until)));
}
