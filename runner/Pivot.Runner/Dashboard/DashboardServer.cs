using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pivot.Runner.Dashboard.Markup;
using Pivot.Runner.Dashboard.Pages;
using Pivot.Runner.Dashboard.Routes;
using Pivot.Runner.Dashboard.Security;
using Pivot.Runner.Queue.Views;
using Pivot.Runner.Store;

namespace Pivot.Runner.Dashboard;

/// <summary>Serves the fleet's pages until it is disposed.</summary>
public sealed class DashboardServer : IAsyncDisposable, IDisposable
{
    private readonly WebApplication _app;
    private readonly FleetGauges _gauges;
    private readonly LoginRoutes _login;

    private DashboardServer(WebApplication app, FleetGauges gauges, LoginRoutes login)
    {
        (_app, _gauges, _login) = (app, gauges, login);
        Url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    /// <summary>Where it listens.</summary>
    public string Url { get; }

    /// <summary>Starts it.</summary>
    /// <param name="settings">Where, and for whom.</param>
    /// <param name="fleet">What is shown.</param>
    /// <exception cref="HostException">The address is not this machine's own and nobody could log in; the address is taken; a file of users or tokens says nothing.</exception>
    public static DashboardServer Start(DashboardSettings settings, DashboardFleet fleet)
    {
        var accounts = new Accounts(settings.UsersFile, settings.TokensFile);
        if (accounts.Empty && (settings.UsersFile ?? settings.TokensFile) is { } file)
            throw new HostException($"{file} names nobody; `pivot dashboard-user NAME ROLE` writes a line of --users, and a line of --tokens is ROLE:TOKEN");
        if (accounts.Empty && !settings.Listen.Loopback)
        {
            throw new HostException($"others reach {settings.Listen.Address}, and anybody could cancel runs: name those who may log in with --users FILE "
                + "(`pivot dashboard-user NAME ROLE >> FILE` writes a line) or --tokens FILE (ROLE:TOKEN a line), or listen on 127.0.0.1");
        }
        var log = settings.Log is { } told ? (Action<string>)(text => told(Redaction.Of(text))) : _ => { };
        var app = DashboardServices.Build(settings, accounts);
        var view = new FleetView(fleet.Database);
        var login = new LoginRoutes(accounts, new LoginLimit(TimeProvider.System), log);
        Use(app, accounts.Empty, log);
        DashboardServices.Map(app, fleet, view, login);
        try
        {
            app.StartAsync().GetAwaiter().GetResult();
        }
        catch (IOException e)
        {
            throw new HostException($"the dashboard cannot listen on {settings.Listen.Address}:{settings.Listen.Port}: {e.GetBaseException().Message}", e);
        }
        return new(app, new FleetGauges(view), login);
    }

    /// <inheritdoc/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _gauges.Dispose();
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2))) await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
        _login.Dispose();
    }

    // In this order: headers on every answer, then who it is, whether it may, whether a change was asked for by a form of ours.
    private static void Use(WebApplication app, bool open, Action<string> log)
    {
        app.Use(async (context, next) =>
        {
            Guard.Secure(context, context.Request.Path.StartsWithSegments("/hangfire") ? Guard.HangfirePolicy : Guard.Policy);
            if (open && !Guard.NamesThisMachine(context))
            {
                context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
                await context.Response.WriteAsync("without --users this answers to localhost and 127.0.0.1 only\n");
                return;
            }
            await Answer(context, next, log);
        });
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(async (context, next) =>
        {
            if (await Guard.IsOwn(context, context.RequestServices.GetRequiredService<IAntiforgery>())) await next(context);
            else await new HtmlResult(LoginPage.Refusal(Viewer.Of(context), "Not done", "This was not asked for by one of these pages, or the page was too old. Load it again and try once more."), StatusCodes.Status400BadRequest).ExecuteAsync(context);
        });
    }

    private static async Task Answer(HttpContext context, RequestDelegate next, Action<string> log)
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            // What went wrong is for the log of whoever runs this; the page says no more than that.
            log($"{context.Request.Method} {context.Request.Path}: {e.GetBaseException().Message}");
            var away = e is HostException;
            await new HtmlResult(LoginPage.Refusal(new(null, false, false, Html.Empty), away ? "The database does not answer" : "This went wrong",
                away ? "Stages go on; this page comes back by itself when the database does." : "The log of this host's pivot tells why."),
                away ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError).ExecuteAsync(context);
        }
    }
}
