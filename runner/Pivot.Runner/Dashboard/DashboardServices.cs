using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Pivot.Runner.Dashboard.Assets;
using Pivot.Runner.Dashboard.Routes;
using Pivot.Runner.Dashboard.Security;
using Pivot.Runner.Queue;
using Pivot.Runner.Queue.Views;

namespace Pivot.Runner.Dashboard;

/// <summary>What of the web framework the pages take. It begins with nothing: no file or variable of the surroundings changes where it listens or what it shows.</summary>
internal static class DashboardServices
{
    private const long LargestRequest = 64 * 1024;
    private static readonly TimeSpan LoginLasts = TimeSpan.FromHours(12);

    /// <summary>The framework with its services, not started.</summary>
    public static WebApplication Build(DashboardSettings settings, Accounts accounts)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "pivot" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Listen(settings.Listen.Address, settings.Listen.Port);
        });
        var services = builder.Services;
        services.AddLogging();
        // The framework's own would take the signals that tell a host to finish what it does.
        services.AddSingleton<IHostLifetime, NoLifetime>();
        services.AddRouting();
        services.AddSingleton(accounts);
        // Keys live as long as the process: nothing is left on the disk that could make a cookie.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "pivot-form";
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.SuppressXFrameOptionsHeader = true;
        });
        AddLogin(services, accounts.Empty);
        var telemetry = services.AddOpenTelemetry().ConfigureResource(r => TelemetryExport.Describe(r))
            .WithMetrics(m => m.AddMeter(Telemetry.Name).AddPrometheusExporter());
        if (TelemetryExport.Wanted) telemetry.WithTracing(t => t.AddAspNetCoreInstrumentation(o => o.Filter = c => !c.Request.Path.StartsWithSegments("/live")).AddOtlpExporter());
        return builder.Build();
    }

    /// <summary>Maps every route. What does not say otherwise asks for a login.</summary>
    public static void Map(WebApplication app, DashboardFleet fleet, FleetView view, LoginRoutes login)
    {
        var reports = new ReportFolder(fleet.Store);
        PageRoutes.Map(app, view, reports);
        ReportRoutes.Map(app, view, reports);
        ApiRoutes.Map(app, view, fleet.Database);
        login.Map(app);
        if (fleet.Control is { } control) ActionRoutes.Map(app, control);
        if (fleet.Jobs is { } jobs) HangfireDashboard.Map(app, "/hangfire", jobs, c => c.User.IsInRole(Roles.Operate)).RequireAuthorization();
        app.MapPrometheusScrapingEndpoint("/metrics").RequireAuthorization();
        app.MapGet("/assets/{name}", (HttpContext context, string name) =>
        {
            if (!Asset.All.TryGetValue(name, out var asset)) return Results.NotFound();
            context.Response.Headers.CacheControl = "no-cache";
            return Results.Bytes(asset.Bytes, asset.Type, entityTag: new(asset.Tag));
        }).AllowAnonymous();
        app.MapFallback((HttpContext context) => PageRoutes.NotFound(context, "page"));
    }

    private static void AddLogin(IServiceCollection services, bool open)
    {
        services.AddAuthentication(Schemes.Chosen)
            .AddPolicyScheme(Schemes.Chosen, null, o => o.ForwardDefaultSelector = c => open ? Schemes.Local : BearerHandler.Names(c) ? Schemes.Bearer : Schemes.Cookie)
            .AddScheme<AuthenticationSchemeOptions, LocalHandler>(Schemes.Local, null)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(Schemes.Bearer, null)
            .AddCookie(Schemes.Cookie, o =>
            {
                o.Cookie.Name = "pivot-login";
                o.Cookie.HttpOnly = true;
                o.Cookie.SameSite = SameSiteMode.Strict;
                o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                o.ExpireTimeSpan = LoginLasts;
                o.SlidingExpiration = true;
                o.SessionStore = new Sessions();
                o.Events = new CookieAuthenticationEvents { OnRedirectToLogin = Refuse, OnRedirectToAccessDenied = Forbid };
            });
        services.AddAuthorizationBuilder()
            .AddPolicy(Roles.Operate, p => p.RequireRole(Roles.Operate))
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireRole(Roles.View).Build())
            .SetDefaultPolicy(new AuthorizationPolicyBuilder().RequireRole(Roles.View).Build());
    }

    // A person's page leads to the login; a program and the script of a page are told.
    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        var page = HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal) && !request.Path.StartsWithSegments("/api");
        if (page) context.Response.Redirect($"/login?back={Uri.EscapeDataString($"{request.PathBase}{request.Path}{request.QueryString}")}");
        else context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private static Task Forbid(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync("the role view may look, not change anything\n");
    }
}
