using Pivot.Runner.Dashboard.Markup;
using Pivot.Runner.Queue.Views;

namespace Pivot.Runner.Dashboard.Pages;

/// <summary>Hosts and what they do.</summary>
internal static class HostsPage
{
    /// <summary>The page.</summary>
    public static Html Render(Viewer viewer, FleetView fleet, CancellationToken cancel) =>
        Layout.Page("Hosts", viewer, "Hosts", Html.Of($"<h1>Hosts</h1>{Layout.Live("/live/hosts", Body(fleet, cancel))}"));

    /// <summary>What changes while one looks.</summary>
    public static Html Body(FleetView fleet, CancellationToken cancel)
    {
        var now = DateTimeOffset.UtcNow;
        var hosts = fleet.Hosts(cancel);
        return Html.Of($"""
            {fleet.Unserved(null, cancel).Select(q => Parts.Warning(q.ToString()))}
            {(hosts.Count == 0 ? Parts.Nothing(Html.Of($"No host was there within the last day: <code>pivot host</code> starts one.")) : Parts.Cards("Hosts",
                Html.Of($"<th>Host</th><th>State</th><th>Does</th><th>Devices</th><th>Takes</th><th>Heard</th>"), hosts.Select(h => Row(h, now))))}
            """);
    }

    private static Html Row(HostView host, DateTimeOffset now) => Html.Of($"""
        <tr><td class="name"><strong>{host.Name}</strong><small>process {host.Process} · {host.Version}</small></td>
        <td>{Parts.State(host.State)}{Html.Of($"<small class=\"cause\">{Parts.Told(host.Cause)}</small>").If(host.Cause is not null)}</td>
        <td>{(host.Work.Count == 0 ? Html.Of($"""<span class="faint">nothing</span>""") : Html.Join(host.Work.Select(w => Work(w, now))))}</td>
        <td data-label="devices">{Parts.List(host.Devices)}</td><td data-label="takes">{Parts.List(host.Queues)}</td>
        <td data-label="heard">{Parts.Ago(host.SeenAt, now)}<small>began {Parts.Ago(host.StartedAt, now)}</small></td></tr>
        """);

    private static Html Work(HostWork work, DateTimeOffset now) => Html.Of($"""
        <div><a href="{Parts.Url(work.Run, work.Key)}">{work.Label}</a> <small>of {work.RunName}{Html.Of($", {work.Device}").If(work.Device is not null)}{(work.Since is { } since ? Html.Of($", {Words.Duration((now - since).TotalSeconds)}") : Html.Empty)}</small></div>
        """);
}
