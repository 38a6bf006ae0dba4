using Pivot.Dsl.Sweeps.Conditions;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps.Terms;

/// <summary><c>when</c> and <c>exclude</c>: the points of a sweep for which any of the conditions holds, or none.</summary>
/// <param name="inner">The sweep.</param>
/// <param name="conditions">The conditions.</param>
/// <param name="keeps">Whether a condition that holds keeps a point (<c>when</c>) or drops it (<c>exclude</c>).</param>
/// <param name="entry">The entry <c>when</c> or <c>exclude</c>.</param>
/// <param name="path">Dotted path of that entry.</param>
internal sealed class FilterTerm(SweepTerm inner, IReadOnlyList<Condition> conditions, bool keeps, MapEntry entry, string path) : SweepTerm
{
    private readonly HashSet<string> _emptied = [];

    private (ArmReader Arm, List<IReadOnlyList<Override>> Points)? _kept;

    public override SweptPaths Paths => inner.Paths;

    public override IReadOnlyList<SweepTerm> Parts { get; } = [inner];

    public IReadOnlyList<Condition> Conditions => conditions;

    public ScalarNode Key => entry.Key;

    /// <summary>The conditions as written.</summary>
    public Node Written => entry.Value;

    public string Path => path;

    public bool Keeps => keeps;

    /// <summary>Whether it has left a point over for any arm so far.</summary>
    public bool LeavesAny { get; private set; }

    /// <summary>Whether it was this one that left nothing over for an arm.</summary>
    public bool Emptied(string arm) => _emptied.Contains(arm);

    public override long Count(ArmReader arm) => Kept(arm).Count;

    public override IEnumerable<IReadOnlyList<Override>> Points(ArmReader arm) => Kept(arm);

    private List<IReadOnlyList<Override>> Kept(ArmReader arm)
    {
        if (_kept is { } kept && kept.Arm == arm) return kept.Points;
        var points = arm.MayLookAt(inner.Count(arm), entry.Key) ? inner.Points(arm).Where(p => Any(arm, p) == keeps).ToList() : [];
        LeavesAny |= points.Count > 0;
        if (points.Count == 0 && inner.Count(arm) > 0) _emptied.Add(arm.Name);
        _kept = (arm, points);
        return points;
    }

    // All are asked, so that one that never holds is found.
    private bool Any(ArmReader arm, IReadOnlyList<Override> point)
    {
        bool any = false;
        foreach (var condition in conditions) any |= condition.Holds(arm, point);
        return any;
    }
}
