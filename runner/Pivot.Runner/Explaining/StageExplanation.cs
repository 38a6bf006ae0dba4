using Pivot.Dsl.Plans;
using Pivot.Runner.Store;

namespace Pivot.Runner.Explaining;

/// <summary>Why a stage will be computed, or that it will not.</summary>
/// <param name="Node">The stage of the plan.</param>
/// <param name="Stored">It itself, finished in the store; null where it is not.</param>
/// <param name="Nearest">The stored stage of its kind with the fewest differences; null where there is none, or it is itself stored.</param>
/// <param name="Compared">How many stored stages of its kind it was compared with.</param>
/// <param name="Silent">Stored stages that do not tell what their key is the hash of: of its kind, or unreadable.</param>
/// <param name="Differences">What differs from <paramref name="Nearest"/>: the stage's own first, then through what it reads, down to where it begins.</param>
public sealed record StageExplanation(
    PlanNode Node, StageDescription? Stored, StageDescription? Nearest, int Compared, int Silent, IReadOnlyList<Difference> Differences);
