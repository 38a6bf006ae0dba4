using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Sweeps;

namespace Pivot.Dsl.Plans.Building;

/// <summary>Whether the stages produce the metrics that the report names.</summary>
internal static class MetricCheck
{
    public static void Check(ExperimentHead head, BoundParts parts, IReadOnlyCollection<ArmVariants> arms, DiagnosticBag bag)
    {
        for (int i = 0; i < Math.Min(head.Report.Metrics.Count, head.Metrics.Count); i++)
        {
            Check(head.Report.Metrics[i], head.Metrics[i], $"report.metrics.{i}", parts, arms.SelectMany(a => a.Variants), bag);
        }
    }

    /// <summary>Whether some stage, of the baseline or else of any arm, produces a metric; reports it when none does.</summary>
    public static bool Check(string metric, SourceSpan span, string path, BoundParts parts, IEnumerable<Variant> variants, DiagnosticBag bag) =>
        variants.Any(v => v.Graph.Stages.Any(s => Produces(s.Name, s.Bound.Kind, s.View.View, metric))) || Check(metric, span, path, parts, bag);

    /// <summary>Whether a stage of that name and kind produces a metric on a view's rows.</summary>
    public static bool Produces(string stage, StageKind kind, DataView? view, string metric)
    {
        if (!metric.StartsWith(stage + ".", StringComparison.Ordinal)) return false;
        var rest = metric[(stage.Length + 1)..];
        var metrics = StageKinds.MetricsOn(kind, view);
        if (metrics.Any(m => m.Name == rest)) return true;
        // Not the answers of the blind, which are told beside the others.
        return kind.HasGroups && metrics.Any(m => m.Name != "blind_accuracy" && rest.Length > m.Name.Length + 1 && rest.StartsWith(m.Name + ".", StringComparison.Ordinal));
    }

    private static bool Check(string metric, SourceSpan span, string path, BoundParts parts, DiagnosticBag bag)
    {
        int dot = metric.IndexOf('.');
        var (name, rest) = dot < 0 ? (metric, "") : (metric[..dot], metric[(dot + 1)..]);
        if (parts.Stages.TryGetValue(name, out var stage) && (stage is null || Produces(name, stage.Kind, ViewOf(stage, parts), metric))) return true;
        var known = Known(parts, stage is null ? parts.Stages : new Dictionary<string, BoundStage?> { [name] = stage });
        var near = stage is null ? NearestName.Of(metric, known) : NearestName.Of(rest, StageKinds.MetricsOn(stage.Kind, ViewOf(stage, parts)).Select(m => m.Name).ToList()) is { } own ? $"{name}.{own}" : null;
        var hint = near is not null ? $"did you mean '{near}'?" : known.Count > 0 ? $"known: {string.Join(", ", known)}" : null;
        bag.Error(DiagnosticCodes.UnknownMetric, span, path, $"no stage produces the metric '{metric}'", hint);
        return false;
    }

    private static DataView? ViewOf(BoundStage stage, BoundParts parts)
    {
        var name = stage.Spec.Data.Split('.', 2);
        return parts.Data.GetValueOrDefault(name[0])?.Views.GetValueOrDefault(name.Length > 1 ? name[1] : "")?.View;
    }

    private static List<string> Known(BoundParts parts, IEnumerable<KeyValuePair<string, BoundStage?>> stages) =>
        stages.Where(s => s.Value is not null).SelectMany(s => StageKinds.MetricsOn(s.Value!.Kind, ViewOf(s.Value, parts)).Select(m => $"{s.Key}.{m.Name}")).Take(60).ToList();
}
