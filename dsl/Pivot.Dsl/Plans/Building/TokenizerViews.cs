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
        var at = (model.At.Map["tokenizer"] as MapNode)?["data"]?.Span ?? model.At.Owner;
        foreach (var text in model.Spec.Tokenizer.Data.Where(text => !having.ContainsKey(text)))
        {
            bag.Error(DiagnosticCodes.UnknownView, at, model.At.PathOf("tokenizer.data"), $"there is no view '{text}' with text to build a tokenizer from",
                NearestName.Hint(text, having.Keys.ToList()));
        }

        return [.. model.Spec.Tokenizer.Data.Distinct().Where(having.ContainsKey).Select(d => having[d])];
    }

    private static List<BoundView> Distinct(IEnumerable<BoundView> views) =>
        [.. views.Distinct<BoundView>(ReferenceEqualityComparer.Instance).DistinctBy(v => ViewContent.Address(v.View))];
}
