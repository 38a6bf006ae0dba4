using Pivot.Dsl.Sweeps.Conditions;

namespace Pivot.Dsl.Sweeps.Terms;

/// <summary>Sweeps one after another.</summary>
internal sealed class SumTerm(IReadOnlyList<SweepTerm> parts) : SweepTerm
{
    public override SweptPaths Paths { get; } = SweptPaths.Of(parts);

    public override IReadOnlyList<SweepTerm> Parts => parts;

    public override long Count(ArmReader arm) => Total(parts.Select(p => p.Count(arm)));

    /// <summary>The sum of these; <see cref="long.MaxValue"/> where it does not fit.</summary>
    public static long Total(IEnumerable<long> counts) => counts.Aggregate(0L, (sum, count) => sum > long.MaxValue - count ? long.MaxValue : sum + count);

    public override IEnumerable<IReadOnlyList<Override>> Points(ArmReader arm) => parts.SelectMany(p => p.Points(arm));
}
