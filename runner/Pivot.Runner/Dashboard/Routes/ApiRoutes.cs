using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;
using Pivot.Runner.Queue.Database;
using Pivot.Runner.Queue.Views;

namespace Pivot.Runner.Dashboard.Routes;

/// <summary>The same for programs, as JSON; and whether the pages can be served at all.</summary>
internal static class ApiRoutes
{
    private const int Most = 1000;

    // A loss may be no number, and JSON has no word for that.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes, FleetView fleet, FleetDatabase database)
    {
        routes.MapGet("/api/runs", (HttpContext c) => Results.Json(fleet.Runs(Most, null, c.RequestAborted).Select(r => r with { Cause = Cause(r.Cause) }), Json));
        routes.MapGet("/api/runs/{run:guid}", (HttpContext c, Guid run) => fleet.Run(run, c.RequestAborted) is { } found ? Results.Json(found with { Cause = Cause(found.Cause) }, Json) : Results.NotFound());
        routes.MapGet("/api/runs/{run:guid}/stages", (HttpContext c, Guid run) => Results.Json(fleet.Stages(run, c.RequestAborted).Select(s => s with { Cause = Cause(s.Cause) }), Json));
        routes.MapGet("/api/hosts", (HttpContext c) => Results.Json(fleet.Hosts(c.RequestAborted).Select(h => h with { Cause = Cause(h.Cause) }), Json));
        routes.MapGet("/health", (CancellationToken cancel) => Health(database, cancel)).AllowAnonymous();
    }

    private static string? Cause(string? cause) => cause is null ? null : Pages.Parts.Told(cause);

    private static async Task<IResult> Health(FleetDatabase database, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(3));
        try
        {
            await using var command = database.Source.CreateCommand("select 1");
            await command.ExecuteScalarAsync(limit.Token);
            return Results.Text("ok\n");
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException or TimeoutException or IOException)
        {
            return Results.Text("the database does not answer\n", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
