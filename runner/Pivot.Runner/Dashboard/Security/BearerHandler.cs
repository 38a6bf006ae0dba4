using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Pivot.Runner.Dashboard.Security;

/// <summary>Knows a program by <c>Authorization: Bearer TOKEN</c>.</summary>
internal sealed class BearerHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Accounts accounts)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Prefix = "Bearer ";

    /// <summary>Whether a request says who it is in this way.</summary>
    public static bool Names(HttpContext context) => context.Request.Headers.Authorization.ToString().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        accounts.Role(Request.Headers.Authorization.ToString()[Prefix.Length..].Trim()) is { } role
            ? AuthenticateResult.Success(new(Roles.Principal("token", role, Schemes.Bearer), Schemes.Bearer))
            : AuthenticateResult.Fail("no such token"));

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }
}
