using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pivot.Runner.Dashboard.Markup;
using Pivot.Runner.Dashboard.Pages;
using Pivot.Runner.Dashboard.Security;

namespace Pivot.Runner.Dashboard.Routes;

/// <summary>Logging in and out.</summary>
internal sealed class LoginRoutes(Accounts accounts, LoginLimit limit, Action<string> log) : IDisposable
{
    private const int LongestPassword = 1024;
    // A password takes a core for a fifth of a second: many at once must not take all of them from the stages.
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Maps them.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/login", (HttpContext c) => new HtmlResult(LoginPage.Render(Viewer.Of(c), null, Back(c.Request.Query["back"])))).AllowAnonymous();
        routes.MapPost("/login", LogIn).AllowAnonymous();
        routes.MapPost("/logout", async (HttpContext c) =>
        {
            await c.SignOutAsync(Schemes.Cookie);
            return new SeeOther("/login");
        });
    }

    public void Dispose() => _one.Dispose();

    private async Task<IResult> LogIn(HttpContext context, CancellationToken cancel)
    {
        var form = await context.Request.ReadFormAsync(cancel);
        var (name, password, back) = (form["name"].ToString().Trim(), form["password"].ToString(), Back(form["back"]));
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (!limit.Allows(address, name)) return Again(context, "Too many tries. Wait a minute.", back, StatusCodes.Status429TooManyRequests);
        if (await RoleOf(name, password, cancel) is not { } role)
        {
            limit.Failed(address, name);
            log($"login refused for '{(Accounts.IsName(name) ? name : "?")}' from {address}");
            return Again(context, "Name and password do not go together.", back, StatusCodes.Status401Unauthorized);
        }
        await context.SignInAsync(Schemes.Cookie, Roles.Principal(name.Length > 0 ? name : "token", role, Schemes.Cookie));
        return new SeeOther(back);
    }

    private async Task<Role?> RoleOf(string name, string password, CancellationToken cancel)
    {
        if (password.Length > LongestPassword) return null;
        if (name.Length == 0) return accounts.Role(password);
        await _one.WaitAsync(cancel);
        try
        {
            return await Task.Run(() => accounts.Role(name, password), cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    private static HtmlResult Again(HttpContext context, string mistake, string back, int status) => new(LoginPage.Render(Viewer.Of(context), mistake, back), status);

    // Only pages of ours: neither another site's address nor what a browser takes for one (//host, /\host).
    private static string Back(string? path) => path is { Length: > 1 and < 2000 } && path[0] == '/' && path[1] is not ('/' or '\\') && !path.Any(char.IsControl) ? path : "/";
}
