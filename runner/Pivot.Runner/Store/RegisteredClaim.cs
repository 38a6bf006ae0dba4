using Pivot.Dsl.Specs;

namespace Pivot.Runner.Store;

/// <summary>A line of <c>claims.json</c> in a run's folder: a claim, and since when it stands there.</summary>
/// <param name="Name">The claim's name.</param>
/// <param name="Claim">What it says. Said otherwise, it is another claim.</param>
/// <param name="At">When a run of the plan first had it, UTC.</param>
public sealed record RegisteredClaim(string Name, ClaimSpec Claim, DateTimeOffset At);
