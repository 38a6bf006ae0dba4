using Microsoft.AspNetCore.Http;
using Pivot.Runner.Queue.Views;

namespace Pivot.Runner.Dashboard.Pages;

/// <summary>What of a run is shown: which stages, from which on, and whether the plan has a node a stage.</summary>
internal sealed record RunQuery(StageFilter Filter, int Offset, bool? Whole)
{
    /// <summary>As an address asks for it.</summary>
    public static RunQuery Of(HttpContext context)
    {
        var query = context.Request.Query;
        return new(new(Value("state"), Value("stage"), Value("arm")), int.TryParse(Value("from"), out var offset) ? Math.Max(0, offset) : 0, Value("plan") switch { "stages" => true, "names" => false, _ => null });

        string? Value(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
    }

    /// <summary>The same as the end of an address.</summary>
    public string Text()
    {
        var parts = new (string Name, string? Value)[]
        {
            ("state", Filter.State), ("stage", Filter.Stage), ("arm", Filter.Arm), ("from", Offset > 0 ? $"{Offset}" : null), ("plan", Whole switch { true => "stages", false => "names", _ => null }),
        }.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}").ToList();
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }
}
