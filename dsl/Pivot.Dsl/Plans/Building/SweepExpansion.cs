using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Sweeps;
using Pivot.Dsl.Sweeps.Conditions;
using Pivot.Dsl.Sweeps.Terms;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Plans.Building;

/// <summary>The points of every arm: counted first, and listed only if the plan can have as many.</summary>
internal sealed class SweepExpansion(MapNode root, Sweep sweep, SeedsSpec seeds, DiagnosticBag bag)
{
    private static readonly IReadOnlyList<IReadOnlyList<Override>> Unchanged = [[]];

    private readonly List<FilterTerm> _filters = [.. sweep.Term.Filters()];

    /// <summary>The arms with their points; none where there are too many, the arms alone where a condition is wrong.</summary>
    /// <param name="arms">The arms and the spec of each.</param>
    public IReadOnlyList<ArmPoints> Of(IReadOnlyList<(Arm Arm, MapNode Tree)> arms)
    {
        bool good = ConditionCheck.Check(_filters, root, [.. arms.Select(a => a.Tree)], bag);
        return good && Count(arms) is { } points ? points : arms.Select(a => new ArmPoints(a.Arm, a.Tree, good ? [] : Unchanged)).ToList();
    }

    private List<ArmPoints>? Count(IReadOnlyList<(Arm Arm, MapNode Tree)> arms)
    {
        int before = bag.Count;
        var limit = new LookLimit(bag);
        long most = SpecCompiler.MaxTrials / seeds.Values.Count;
        var counts = new List<long>();
        var listed = new List<ArmPoints>();
        foreach (var (arm, tree) in arms)
        {
            bag.Context = ArmPoints.ContextOf(arm);
            var reader = new ArmReader(arm, root, tree, limit, bag);
            counts.Add(sweep.Term.Count(reader));
            // Listed at once, while the conditions remember what they kept.
            if (SumTerm.Total(counts) <= most) listed.Add(new ArmPoints(arm, tree, sweep.Term.Points(reader).ToList()));
            bag.Context = null;
        }

        if (limit.IsPassed) return null;
        if (bag.Count > before) return [.. arms.Select(a => new ArmPoints(a.Arm, a.Tree, Unchanged))]; // a condition is wrong
        if (SumTerm.Total(counts) > most) ReportTooMany(counts);
        else ReportEmpty(arms, counts);
        return SumTerm.Total(counts) > most ? null : listed;
    }

    private void ReportTooMany(List<long> counts)
    {
        var at = root.Find("sweep") ?? root.Find("seeds") ?? root.Find("arms")!;
        var points = counts.Distinct().Count() > 1 ? $"{Number(SumTerm.Total(counts))} sweep points of {counts.Count} arms" : $"{counts.Count} arms x {Number(counts[0])} sweep points";
        bag.Error(DiagnosticCodes.TooManyTrials, at.Key.Span, at.Name, $"{points} x {seeds.Values.Count} seeds are more than the {SpecCompiler.MaxTrials} trials of a plan");
    }

    private static string Number(long count) => count == long.MaxValue ? "over 10^18" : count.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private void ReportEmpty(IReadOnlyList<(Arm Arm, MapNode Tree)> arms, List<long> counts)
    {
        bool told = false;
        foreach (var filter in _filters.Where(f => !f.LeavesAny && f.Parts.SelectMany(p => p.Filters()).All(inner => inner.LeavesAny)))
        {
            var holds = filter.Keeps ? "holds at no point" : "holds at every point";
            bag.Error(DiagnosticCodes.EmptySweep, filter.Key.Span, filter.Path, $"'{filter.Key.Value}' {holds} of what it is about, and leaves nothing over");
            told = true;
        }

        for (int i = 0; i < arms.Count && !told; i++)
        {
            if (counts[i] > 0) continue;
            var name = arms[i].Arm.Name;
            var by = _filters.Find(f => f.Emptied(name));
            var asked = by is null ? "" : $"; '{by.Key.Value}' asks for {string.Join(", ", by.Conditions.SelectMany(c => c.Parts).Select(p => $"'{p.Key.Value}'").Distinct())}";
            bag.Error(DiagnosticCodes.EmptySweep, by?.Written.Span ?? sweep.Key!.Span, by?.Path ?? "sweep", $"the conditions leave no point of the sweep over for the arm '{name}'{asked}",
                $"to run it once as it is, make the sweep a sum with {{ when: {{ arm: {name} }} }} as a part");
        }

        if (!told) WarnOfIdleConditions();
    }

    private void WarnOfIdleConditions()
    {
        foreach (var filter in _filters)
        {
            foreach (var condition in filter.Conditions.Where(c => !c.Held))
            {
                var key = condition.Parts[0].Key;
                bag.Warning(DiagnosticCodes.NoEffect, key.Span, filter.Path, $"this condition holds at no point of the sweep, so '{filter.Key.Value}' {(filter.Keeps ? "keeps" : "drops")} nothing by it");
            }
        }
    }
}
