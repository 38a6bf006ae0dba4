using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pivot.Runner.Dashboard.Security;
using Pivot.Runner.Queue.Views;

namespace Pivot.Runner.Dashboard.Routes;

/// <summary>Reports as they lie in the store.</summary>
internal static class ReportRoutes
{
    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes, FleetView fleet, ReportFolder reports) =>
        routes.MapGet("/runs/{run:guid}/report/{**name}", (HttpContext context, Guid run, string name) =>
        {
            if (fleet.Run(run, context.RequestAborted) is not { } found || reports.Find(found, name) is not { } file) return PageRoutes.NotFound(context, "report");
            Guard.Secure(context, Guard.ReportPolicy);
            return Results.File(file.Path, file.Type);
        });
}
