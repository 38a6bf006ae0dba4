using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Plans.Building;

/// <summary>The views that tokenizers are built from.</summary>
/// <param name="OfTraining">Every view with text that a training stage of any arm reads.</param>
/// <param name="Named">Every view that the model of some stage names.</param>
internal sealed record TokenizerViews(IReadOnlyList<BoundView> OfTraining, IReadOnlyList<BoundView> Named)
{
    private static readonly SampleKind[] WithText = [SampleKind.Caption, SampleKind.Conversation, SampleKind.Preference, SampleKind.Question];

    /// <summary>Collects them over the stages of all variants.</summary>
    public static TokenizerViews Collect(IReadOnlyCollection<ResolvedStage> stages) => new(
        Distinct(stages.Where(s => s.Spec is TrainingStageSpec && WithText.Contains(s.View.View.Kind)).Select(s => s.View)), Distinct(stages.SelectMany(s => s.TokenizerText)));

    /// <summary>The views that a model names under <c>tokenizer.data</c>, as they are in a variant; a name that is not there, or has no text, is reported.</summary>
    public static IReadOnlyList<BoundView> Of(BoundModel model, BoundParts parts, DiagnosticBag bag)
    {
        if (model.Spec.Tokenizer.Data.Count == 0) return [];
        var having = parts.Data.Where(d => d.Value is not null)
            .SelectMany(d => d.Value!.Views.Where(v => v.Value is not null && WithText.Contains(v.Value.View.Kind))
                .Select(v => (Name: v.Key.Length == 0 ? d.Key : $"{d.Key}.{v.Key}", View: v.Value!)))
            .ToDictionary(v => v.Name, v => v.View);
        var items = ((model.At.Map["tokenizer"] as MapNode)?["data"] as ListNode)?.Items ?? [];
        foreach (var (at, text) in items.Zip(model.Spec.Tokenizer.Data)) Check(text, parts, having, at.Span, model.At.PathOf("tokenizer.data"), bag);
        return [.. model.Spec.Tokenizer.Data.Distinct().Where(having.ContainsKey).Select(d => having[d])];
    }

    private static void Check(string text, BoundParts parts, Dictionary<string, BoundView> having, SourceSpan at, string path, DiagnosticBag bag)
    {
        var (source, view) = text.IndexOf('.') is >= 0 and var dot ? (text[..dot], text[(dot + 1)..]) : (text, "");
        bool isBroken = parts.Data.TryGetValue(source, out var data) && (data is null || (data.Views.TryGetValue(view, out var bound) && bound is null));
        if (having.ContainsKey(text) || isBroken) return;
        bag.Error(DiagnosticCodes.UnknownView, at, path, $"there is no view '{text}' with text to build a tokenizer from",
            NearestName.Hint(text, having.Keys.ToList()));
    }

    private static List<BoundView> Distinct(IEnumerable<BoundView> views) =>
        [.. views.Distinct<BoundView>(ReferenceEqualityComparer.Instance).DistinctBy(v => ViewContent.Address(v.View))];
}
