using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pivot.Runner.Dashboard.Markup;
using Pivot.Runner.Dashboard.Pages;
using Pivot.Runner.Queue.Views;

namespace Pivot.Runner.Dashboard.Routes;

/// <summary>The pages, and under <c>/live</c> the parts of them that change.</summary>
internal static class PageRoutes
{
    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes, FleetView fleet, ReportFolder reports)
    {
        routes.MapGet("/", (HttpContext c) => new HtmlResult(RunsPage.Render(Viewer.Of(c), fleet, Before(c), c.RequestAborted)));
        routes.MapGet("/live/runs", (HttpContext c) => new HtmlResult(RunsPage.Body(fleet, Before(c), c.RequestAborted)));
        routes.MapGet("/hosts", (HttpContext c) => new HtmlResult(HostsPage.Render(Viewer.Of(c), fleet, c.RequestAborted)));
        routes.MapGet("/live/hosts", (HttpContext c) => new HtmlResult(HostsPage.Body(fleet, c.RequestAborted)));
        routes.MapGet("/schedules", (HttpContext c) => new HtmlResult(SchedulesPage.Render(Viewer.Of(c), fleet, c.RequestAborted)));
        routes.MapGet("/runs/{run:guid}", (HttpContext c, Guid run) => Run(c, fleet, run,
            (v, r) => RunPage.Render(v, fleet, r, RunQuery.Of(c), reports.Has(r), c.RequestAborted)));
        routes.MapGet("/live/runs/{run:guid}", (HttpContext c, Guid run) => Run(c, fleet, run,
            (v, r) => RunPage.Body(v, fleet, r, RunQuery.Of(c), reports.Has(r), c.RequestAborted)));
        routes.MapGet("/runs/{run:guid}/stages/{key}", (HttpContext c, Guid run, string key) => Stage(c, fleet, run, key,
            (v, r, s) => StagePage.Render(v, fleet, r, s, c.RequestAborted)));
        routes.MapGet("/live/runs/{run:guid}/stages/{key}", (HttpContext c, Guid run, string key) => Stage(c, fleet, run, key,
            (v, r, s) => StagePage.Body(v, fleet, r, s, c.RequestAborted)));
    }

    /// <summary>Answers that there is no such thing.</summary>
    public static IResult NotFound(HttpContext context, string what) =>
        new HtmlResult(LoginPage.Refusal(Viewer.Of(context), "Not there", $"There is no such {what}."), StatusCodes.Status404NotFound);

    private static IResult Run(HttpContext context, FleetView fleet, Guid id, Func<Viewer, RunView, Html> page) =>
        fleet.Run(id, context.RequestAborted) is { } run ? new HtmlResult(page(Viewer.Of(context), run)) : NotFound(context, "run");

    private static IResult Stage(HttpContext context, FleetView fleet, Guid id, string key, Func<Viewer, RunView, StageView, Html> page) =>
        fleet.Run(id, context.RequestAborted) is { } run && fleet.Stage(id, key, context.RequestAborted) is { } stage
            ? new HtmlResult(page(Viewer.Of(context), run, stage)) : NotFound(context, "stage");

    private static DateTimeOffset? Before(HttpContext context) =>
        DateTimeOffset.TryParse(context.Request.Query["before"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
