using Pivot.Dsl.Sweeps.Conditions;

namespace Pivot.Dsl.Sweeps.Terms;

/// <summary>Every combination of the points of its factors, the first factor slowest.</summary>
internal sealed class ProductTerm : SweepTerm
{
    private readonly IReadOnlyList<SweepTerm> _factors;

    private ProductTerm(IReadOnlyList<SweepTerm> factors) => (_factors, Paths) = (factors, SweptPaths.Of(factors));

    /// <summary>The product of these; products among them are taken apart, none give the one point that changes nothing.</summary>
    public static SweepTerm Of(IReadOnlyList<SweepTerm> factors)
    {
        var flat = factors.SelectMany(f => f is ProductTerm product ? product._factors : [f]).Where(f => f != PointsTerm.Unchanged).ToList();
        return flat.Count switch { 0 => PointsTerm.Unchanged, 1 => flat[0], _ => new ProductTerm(flat) };
    }

    public override SweptPaths Paths { get; }

    public override IReadOnlyList<SweepTerm> Parts => _factors;

    public override long Count(ArmReader arm)
    {
        // A factor without points makes none of the product, however many the others have.
        var counts = _factors.Select(f => f.Count(arm)).ToList();
        return counts.Contains(0) ? 0 : counts.Aggregate((product, count) => product > long.MaxValue / count ? long.MaxValue : product * count);
    }

    public override IEnumerable<IReadOnlyList<Override>> Points(ArmReader arm)
    {
        var factors = _factors.Select(f => f.Points(arm).ToList()).ToList();
        if (factors.Exists(f => f.Count == 0)) yield break;
        var at = new int[factors.Count];
        while (true)
        {
            yield return factors.SelectMany((f, i) => f[at[i]]).ToArray();
            int turning = at.Length - 1;
            while (turning >= 0 && ++at[turning] == factors[turning].Count) at[turning--] = 0;
            if (turning < 0) yield break;
        }
    }
}
