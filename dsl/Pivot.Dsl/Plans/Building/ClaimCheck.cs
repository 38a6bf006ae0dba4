using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Plans.Building;

/// <summary>Whether the arms that claims compare exist, and whether a stage of both produces the metric that they are compared by.</summary>
internal static class ClaimCheck
{
    public static void Check(IReadOnlyList<BoundClaim> claims, IReadOnlyList<string>? arms, BoundParts parts, IReadOnlyList<ArmVariants> variants, DiagnosticBag bag)
    {
        bool isWhole = !bag.HasErrors; // with mistakes elsewhere an arm may lack a stage only because that could not be read
        foreach (var claim in claims)
        {
            var compared = arms is not null && claim.Expectation is { } e ? new[] { e.Left, e.Right } : [];
            foreach (var arm in compared) CheckArm(claim, arm, arms!, bag);
            if (MetricCheck.Check(claim.Spec.Metric, claim.Written("metric").Span, claim.At.PathOf("metric"), parts, variants.SelectMany(v => v.Variants), bag) && isWhole)
            {
                foreach (var arm in compared.Where(arms!.Contains)) CheckMetric(claim, arm, variants, bag);
            }
        }
    }

    private static void CheckArm(BoundClaim claim, string arm, IReadOnlyList<string> arms, DiagnosticBag bag)
    {
        if (arms.Contains(arm)) return;
        var written = claim.Written("expect");
        var span = TextPart.Of(written, written.Value.IndexOf(arm, StringComparison.Ordinal), arm.Length);
        var hint = arms.Count == 0 ? "a claim compares arms, and the spec has none: write 'arms: { NAME: {}, OTHER: { PATH: VALUE } }'" : NearestName.Hint(arm, arms);
        bag.Error(DiagnosticCodes.UnknownArm, span, claim.At.PathOf("expect"), $"there is no arm '{arm}'", hint);
    }

    private static void CheckMetric(BoundClaim claim, string arm, IReadOnlyList<ArmVariants> variants, DiagnosticBag bag)
    {
        var metric = claim.Spec.Metric;
        var all = variants.Where(v => v.Arm == arm).SelectMany(v => v.Variants);
        if (all.Any(v => v.Graph.Stages.Any(s => MetricCheck.Produces(s.Name, s.Bound.Kind, s.View.View, metric)))) return;
        var known = all.Take(1).SelectMany(v => v.Graph.Stages).SelectMany(s => StageKinds.MetricsOn(s.Bound.Kind, s.View.View).Select(m => $"{s.Name}.{m.Name}")).ToList();
        bag.Error(DiagnosticCodes.UnknownMetric, claim.Written("metric").Span, claim.At.PathOf("metric"), $"no stage of the arm '{arm}' produces the metric '{metric}', by which it is compared",
            $"known there: {string.Join(", ", known)}");
    }
}
