using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Specs.Binding;

namespace Pivot.Dsl.Plans.Building;

/// <summary>Follows a stage's <c>data: source.view</c>.</summary>
internal static class DataReference
{
    /// <summary>The view, or null after reporting why there is none.</summary>
    public static BoundView? Resolve(BoundStage stage, BoundParts parts, DiagnosticBag bag)
    {
        var text = stage.Spec.Data;
        int dot = text.IndexOf('.');
        var (source, view) = dot < 0 ? (text, "") : (text[..dot], text[(dot + 1)..]);
        var (span, path) = (stage.SpanOf("data"), stage.At.PathOf("data"));
        if (!parts.Data.TryGetValue(source, out var data))
        {
            if (!parts.Unread.Contains("data")) bag.Error(DiagnosticCodes.UnknownData, span, path, $"there is no data source '{source}'", NearestName.Hint(source, parts.Data.Keys.ToList()));
            return null;
        }

        if (data is null) return null;
        if (!data.Views.TryGetValue(view, out var bound))
        {
            ReportView(source, view, data, span, path, bag);
            return null;
        }

        if (bound is null) return null;
        if (!stage.Kind.Accepts.Contains(bound.View.Kind))
        {
            ReportRows(stage, text, bound.View, parts, span, path, bag);
            return null;
        }

        if (bound.Problem is { } problem) bag.Add(problem);
        return bound;
    }

    private static void ReportView(string source, string view, BoundData data, SourceSpan span, string path, DiagnosticBag bag)
    {
        var names = data.Views.Keys.Where(name => name.Length > 0).ToList();
        if (names.Count == 0) bag.Error(DiagnosticCodes.UnknownView, span, path, $"the data source '{source}' has one view without a name, found '{source}.{view}'", $"write '{source}'");
        else if (view.Length == 0) bag.Error(DiagnosticCodes.UnknownView, span, path, $"'{source}' is a source with views; name one of them", $"known: {string.Join(", ", names.Select(n => $"{source}.{n}"))}");
        else bag.Error(DiagnosticCodes.UnknownView, span, path, $"the data source '{source}' has no view '{view}'", NearestName.Hint(view, names));
    }

    private static void ReportRows(BoundStage stage, string text, DataView view, BoundParts parts, SourceSpan span, string path, DiagnosticBag bag)
    {
        var wanted = string.Join(" or ", stage.Kind.Accepts.Select(Word));
        var having = parts.Data.Where(d => d.Value is not null)
            .SelectMany(d => d.Value!.Views.Where(v => v.Value is not null && stage.Kind.Accepts.Contains(v.Value.View.Kind)).Select(v => v.Key.Length == 0 ? d.Key : $"{d.Key}.{v.Key}"))
            .ToList();
        bag.Error(DiagnosticCodes.WrongRows, span, path, $"a stage of kind {stage.Spec.Kind} reads {wanted} rows; '{text}' has {Word(view.Kind)} rows",
            having.Count > 0 ? $"views that fit: {string.Join(", ", having)}" : "no data source has such a view");
    }

    private static string Word(SampleKind kind) => kind.ToString().ToLowerInvariant();
}
