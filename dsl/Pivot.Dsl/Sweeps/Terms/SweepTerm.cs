using Pivot.Dsl.Sweeps.Conditions;

namespace Pivot.Dsl.Sweeps.Terms;

/// <summary>
/// A sweep, or a part of one: points in an order. Which they are may depend on the arm, because conditions can. They are counted before they are
/// listed, so that a product too large to be run is never made.
/// </summary>
internal abstract class SweepTerm
{
    /// <summary>What its points can set.</summary>
    public abstract SweptPaths Paths { get; }

    /// <summary>The sweeps it is made of.</summary>
    public virtual IReadOnlyList<SweepTerm> Parts => [];

    /// <summary>Number of points for an arm; <see cref="long.MaxValue"/> where it does not fit.</summary>
    public abstract long Count(ArmReader arm);

    /// <summary>The points for an arm, each the overrides it makes, in the order they are made.</summary>
    public abstract IEnumerable<IReadOnlyList<Override>> Points(ArmReader arm);

    /// <summary>Every filter in it, outer ones first.</summary>
    public IEnumerable<FilterTerm> Filters() =>
        (this is FilterTerm filter ? [filter] : Enumerable.Empty<FilterTerm>()).Concat(Parts.SelectMany(p => p.Filters()));
}
