using Microsoft.AspNetCore.Http;

namespace Pivot.Runner.Dashboard.Markup;

/// <summary>Answers with markup.</summary>
internal sealed class HtmlResult(Html markup, int status = StatusCodes.Status200OK) : IResult
{
    public Task ExecuteAsync(HttpContext context)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(markup.ToString(), context.RequestAborted);
    }
}
