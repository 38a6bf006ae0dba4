using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans.Forecasts;

namespace Pivot.Dsl.Plans;

/// <summary>What is shown of a plan besides itself, and how.</summary>
public sealed record PlanPage
{
    /// <summary>Whether the store holds the finished stage of a key.</summary>
    public required Func<string, bool> IsCached { get; init; }

    /// <summary>What it is expected to take, or null where nobody asked.</summary>
    public PlanForecast? Forecast { get; init; }

    /// <summary>Warnings of the compilation; what arms differ in without saying so is shown with the plan.</summary>
    public IReadOnlyList<Diagnostic> Warnings { get; init; } = [];

    /// <summary>Characters a line of text may have, as far as names allow.</summary>
    public int Width { get; init; } = 120;

    /// <summary>Whether every row and every node is listed, however many there are.</summary>
    public bool Everything { get; init; }
}
