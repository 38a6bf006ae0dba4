using Pivot.Runner.Dashboard.Markup;
using Pivot.Runner.Queue.Views;

namespace Pivot.Runner.Dashboard.Pages;

/// <summary>Experiments that are submitted by the clock.</summary>
internal static class SchedulesPage
{
    /// <summary>The page.</summary>
    public static Html Render(Viewer viewer, FleetView fleet, CancellationToken cancel)
    {
        var now = DateTimeOffset.UtcNow;
        var schedules = fleet.Schedules(cancel);
        return Layout.Page("Schedules", viewer, "Schedules", Html.Of($"""
            <h1>Schedules</h1>
            {(schedules.Count == 0 ? Parts.Nothing(Html.Of($"Nothing is submitted by the clock.")) : Parts.Cards("Schedules",
                Html.Of($"<th>Experiment</th><th>When</th><th>If missed</th><th>If the last still runs</th><th>Last occurrence</th><th>By</th>"), schedules.Select(s => Row(s, now))))}
            """));
    }

    private static Html Row(ScheduleView schedule, DateTimeOffset now) => Html.Of($"""
        <tr><td class="name"><strong>{schedule.Id}</strong><small>{schedule.Spec}</small></td>
        <td><code>{schedule.Cron}</code><small>{schedule.TimeZone}{Html.Of($", switched off").If(!schedule.Enabled)}</small></td>
        <td data-label="if missed">{schedule.Misfire}</td><td data-label="if the last still runs">{schedule.Overlap}</td>
        <td data-label="last">{(schedule.LastPlanned is null ? Html.Of($"""<span class="faint">none yet</span>""") : Parts.Ago(schedule.LastPlanned, now))}<small>{Parts.Told(schedule.LastOutcome)}</small></td>
        <td>{schedule.CreatedBy}</td></tr>
        """);
}
