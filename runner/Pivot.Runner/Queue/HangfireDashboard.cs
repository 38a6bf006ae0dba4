using Hangfire;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Pivot.Runner.Queue;

/// <summary>
/// Hangfire's own pages within another program's. Its services are not registered and its global state (current storage, activator, log) is not touched;
/// the token of its forms is that program's antiforgery.
/// </summary>
public static class HangfireDashboard
{
    /// <summary>Maps the pages; who may see them is for the caller to require of the endpoint that is given back.</summary>
    /// <param name="endpoints">The program's endpoints.</param>
    /// <param name="path">Where, such as <c>/hangfire</c>.</param>
    /// <param name="storage">Whose jobs are shown.</param>
    /// <param name="operates">Whether a request comes from someone who may change jobs.</param>
    public static IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints, string path, HangfireJobs storage, Func<HttpContext, bool> operates)
    {
        var options = new DashboardOptions
        {
            AppPath = "/",
            DashboardTitle = "Pivot: Hangfire's jobs",
            DisplayStorageConnectionString = false,
            // In the place of the default, which lets pass what comes from this machine: behind a proxy everything does.
            Authorization = [new SignedIn()],
            IsReadOnlyFunc = context => !operates(context.GetHttpContext()),
        };
        var pages = endpoints.CreateApplicationBuilder();
        pages.UsePathBase(path);
        pages.UseMiddleware<AspNetCoreDashboardMiddleware>(storage.Storage, options, DashboardRoutes.Routes);
        return endpoints.Map($"{path}/{{**page}}", pages.Build());
    }

    private sealed class SignedIn : IDashboardAuthorizationFilter
    {
        public bool Authorize(DashboardContext context) => context.GetHttpContext().User.Identity is { IsAuthenticated: true };
    }
}
