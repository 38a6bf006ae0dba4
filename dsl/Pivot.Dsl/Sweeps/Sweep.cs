using Pivot.Dsl.Specs;
using Pivot.Dsl.Sweeps.Terms;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps;

/// <summary>A spec's <c>sweep</c>.</summary>
/// <param name="Key">The word <c>sweep</c>, or null in a spec without one.</param>
/// <param name="Term">Its points.</param>
/// <param name="Spec">The same as a record, or null where it says nothing or could not be read.</param>
internal sealed record Sweep(ScalarNode? Key, SweepTerm Term, SweepSpec? Spec)
{
    /// <summary>Of a spec without a sweep: one point, which changes nothing.</summary>
    public static Sweep None { get; } = new(null, PointsTerm.Unchanged, null);
}
