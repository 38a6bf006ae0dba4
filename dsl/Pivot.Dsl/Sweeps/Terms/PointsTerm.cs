using Pivot.Dsl.Sweeps.Conditions;

namespace Pivot.Dsl.Sweeps.Terms;

/// <summary>Points as they are: an axis (a point a value), paired axes, points written out, points drawn.</summary>
internal sealed class PointsTerm(IReadOnlyList<IReadOnlyList<Override>> points) : SweepTerm
{
    /// <summary>One point that changes nothing: what an empty sweep is.</summary>
    public static PointsTerm Unchanged { get; } = new([[]]);

    public override SweptPaths Paths { get; } = SweptPaths.Of(points.SelectMany(p => p));

    public override long Count(ArmReader arm) => points.Count;

    public override IEnumerable<IReadOnlyList<Override>> Points(ArmReader arm) => points;
}
