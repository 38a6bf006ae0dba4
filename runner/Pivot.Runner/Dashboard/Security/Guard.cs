using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Pivot.Runner.Dashboard.Security;

/// <summary>What holds for every request and answer, whatever its page.</summary>
internal static class Guard
{
    /// <summary>No script but ours, nothing from elsewhere, in nobody's frame.</summary>
    public const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'";

    /// <summary>Of a report: no script at all; its style stands in it.</summary>
    public const string ReportPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; form-action 'none'; base-uri 'none'";

    /// <summary>Of Hangfire's pages: their scripts are files; they set styles in the markup.</summary>
    public const string HangfirePolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'";

    /// <summary>Sets the headers that tell a browser what it may do.</summary>
    public static void Secure(HttpContext context, string policy)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers[HeaderNames.CacheControl] = "no-store";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
    }

    /// <summary>Whether a request names this machine as one names oneself. A page of another site whose name was made to lead here names that site.</summary>
    public static bool NamesThisMachine(HttpContext context) => context.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]" or "::1";

    /// <summary>Whether a request that changes something was made from one of our own forms. A token in the header is proof enough: no browser sends it by itself.</summary>
    public static async Task<bool> IsOwn(HttpContext context, IAntiforgery antiforgery)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) return true;
        if (context.User.Identity?.AuthenticationType == Schemes.Bearer) return true;
        try
        {
            return await antiforgery.IsRequestValidAsync(context);
        }
        // A form that is too large or none.
        catch (Exception e) when (e is BadHttpRequestException or InvalidDataException or IOException)
        {
            return false;
        }
    }
}
