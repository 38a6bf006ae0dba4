namespace Pivot.Dsl.Specs;

/// <summary>What the report shows.</summary>
public sealed record ReportSpec
{
    /// <summary>Name of a template in <c>templates/</c>, without its endings.</summary>
    public string Template { get; init; } = "ablation";

    /// <summary><c>stage.metric</c> columns of the arms table, in order; empty means every stage's main metric.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];
}
