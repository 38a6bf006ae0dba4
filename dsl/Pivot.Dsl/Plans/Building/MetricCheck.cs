using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Sweeps;

namespace Pivot.Dsl.Plans.Building;

/// <summary>Whether the stages produce the metrics that the report names.</summary>
internal static class MetricCheck
{
    public static void Check(ExperimentHead head, BoundParts parts, DiagnosticBag bag)
    {
        for (int i = 0; i < Math.Min(head.Report.Metrics.Count, head.Metrics.Count); i++)
        {
            Check(head.Report.Metrics[i], head.Metrics[i], $"report.metrics.{i}", parts, bag);
        }
    }

    private static void Check(string metric, SourceSpan span, string path, BoundParts parts, DiagnosticBag bag)
    {
        int dot = metric.IndexOf('.');
        var (name, rest) = dot < 0 ? (metric, "") : (metric[..dot], metric[(dot + 1)..]);
        if (parts.Stages.TryGetValue(name, out var stage))
        {
            if (stage is null || stage.Kind.Metrics.Any(m => m.Name == rest)) return;
            if (stage.Kind.HasGroups && rest.StartsWith("accuracy.", StringComparison.Ordinal) && rest.Length > "accuracy.".Length) return;
        }

        var known = Known(stage is null ? parts.Stages : new Dictionary<string, BoundStage?> { [name] = stage });
        var near = stage is null ? NearestName.Of(metric, known) : NearestName.Of(rest, stage.Kind.Metrics.Select(m => m.Name).ToList()) is { } own ? $"{name}.{own}" : null;
        var hint = near is not null ? $"did you mean '{near}'?" : known.Count > 0 ? $"known: {string.Join(", ", known)}" : null;
        bag.Error(DiagnosticCodes.UnknownMetric, span, path, $"no stage produces the metric '{metric}'", hint);
    }

    private static List<string> Known(IEnumerable<KeyValuePair<string, BoundStage?>> stages) =>
        stages.Where(s => s.Value is not null).SelectMany(s => s.Value!.Kind.Metrics.Select(m => $"{s.Key}.{m.Name}")).Take(60).ToList();
}
