using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Plans;

/// <summary>What a compilation gives.</summary>
/// <param name="Plan">The plan, or null when there are errors.</param>
/// <param name="Diagnostics">All of them, errors and warnings.</param>
public sealed record Compilation(Plan? Plan, DiagnosticBag Diagnostics)
{
    /// <summary>Where the parts of the spec are written.</summary>
    public Places Places { get; init; } = Places.None;
}
