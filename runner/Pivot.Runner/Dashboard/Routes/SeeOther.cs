using Microsoft.AspNetCore.Http;

namespace Pivot.Runner.Dashboard.Routes;

/// <summary>Sends a browser on to a page of ours after it has posted something, so that loading the page again does not do it again.</summary>
internal sealed class SeeOther(string url) : IResult
{
    public Task ExecuteAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = url;
        return Task.CompletedTask;
    }
}
