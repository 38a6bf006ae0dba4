using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pivot.Runner.Dashboard.Pages;
using Pivot.Runner.Dashboard.Security;
using Pivot.Runner.Queue.Ledger;

namespace Pivot.Runner.Dashboard.Routes;

/// <summary>What those who operate may do to runs. Every route is a POST, and every POST was made by one of our forms (see <see cref="Guard.IsOwn"/>).</summary>
internal static class ActionRoutes
{
    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes, IRunControl control)
    {
        var runs = routes.MapGroup("/runs/{run:guid}").RequireAuthorization(Roles.Operate);
        runs.MapPost("/cancel", (HttpContext c, Guid run) => Do(c, run, control.Cancel(run, c.RequestAborted)));
        runs.MapPost("/retry", (HttpContext c, Guid run) => Do(c, run, control.Retry(run, onlyFailed: false, c.RequestAborted) > 0));
        runs.MapPost("/pause", (HttpContext c, Guid run) => Do(c, run, control.Pause(run, c.RequestAborted)));
        runs.MapPost("/resume", (HttpContext c, Guid run) => Do(c, run, control.Resume(run, c.RequestAborted)));
        runs.MapPost("/priority", async (HttpContext c, Guid run) =>
        {
            var form = await c.Request.ReadFormAsync(c.RequestAborted);
            return int.TryParse(form["priority"], out var priority) && priority is >= 0 and <= 100 ? Do(c, run, control.SetPriority(run, priority, c.RequestAborted)) : Results.BadRequest();
        });
        runs.MapPost("/stages/{key}/cancel", (HttpContext c, Guid run, string key) =>
        {
            control.CancelStage(run, key, c.RequestAborted);
            return See(Parts.Url(run, key));
        });
    }

    // A button pressed on what has ended meanwhile changes nothing and is no mistake: the page shows what is.
    private static IResult Do(HttpContext context, Guid run, bool changed) => See(Parts.Url(run));

    private static IResult See(string url) => new SeeOther(url);
}
