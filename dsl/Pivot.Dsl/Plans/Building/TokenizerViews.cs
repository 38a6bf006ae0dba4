using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Plans.Building;

/// <summary>The views that tokenizers are built from.</summary>
/// <param name="Named">Every view with text by the name that <c>tokenizer.data</c> may give it.</param>
/// <param name="OfTraining">Every view with text that a training stage of any arm reads.</param>
/// <param name="Used">Those of <paramref name="Named"/> that some model names.</param>
internal sealed record TokenizerViews(
    IReadOnlyDictionary<string, BoundView> Named, IReadOnlyList<BoundView> OfTraining, IReadOnlyList<BoundView> Used)
{
    private static readonly SampleKind[] WithText = [SampleKind.Caption, SampleKind.Conversation, SampleKind.Preference, SampleKind.Question];

    /// <summary>Collects them; a name that is not there, or has no text, is reported.</summary>
    public static TokenizerViews Collect(BoundParts parts, IEnumerable<ResolvedStage> stages, DiagnosticBag bag)
    {
        var having = parts.Data.Where(d => d.Value is not null)
            .SelectMany(d => d.Value!.Views.Where(v => v.Value is not null && WithText.Contains(v.Value.View.Kind))
                .Select(v => (Name: v.Key.Length == 0 ? d.Key : $"{d.Key}.{v.Key}", View: v.Value!)))
            .ToDictionary(v => v.Name, v => v.View);
        var told = new HashSet<string>();
        foreach (var model in parts.Models.Values.OfType<BoundModel>())
        {
            var items = ((model.At.Map["tokenizer"] as MapNode)?["data"] as ListNode)?.Items ?? [];
            foreach (var (at, text) in items.Zip(model.Spec.Tokenizer.Data))
            {
                if (Check(text, parts, having, at.Span, model.At.PathOf("tokenizer.data"), bag)) told.Add(text);
            }
        }

        // What only an arm or a sweep point names is told at a stage that uses it.
        var list = stages.ToList();
        foreach (var stage in list)
        {
            foreach (var text in stage.Model.Tokenizer.Data.Where(text => !told.Contains(text))) Check(text, parts, having, stage.Bound.At.Owner, stage.Bound.At.Path, bag);
        }

        var training = list.Where(s => s.Spec is TrainingStageSpec && WithText.Contains(s.View.View.Kind)).Select(s => s.View);
        return new TokenizerViews(having, [.. training.DistinctBy(v => ViewContent.Address(v.View))],
            [.. list.SelectMany(s => s.Model.Tokenizer.Data).Distinct().Where(having.ContainsKey).Select(d => having[d])]);
    }

    private static bool Check(string text, BoundParts parts, Dictionary<string, BoundView> having, SourceSpan at, string path, DiagnosticBag bag)
    {
        var (source, view) = text.IndexOf('.') is >= 0 and var dot ? (text[..dot], text[(dot + 1)..]) : (text, "");
        bool isBroken = parts.Data.TryGetValue(source, out var data) && (data is null || (data.Views.TryGetValue(view, out var bound) && bound is null));
        if (having.ContainsKey(text) || isBroken) return false;
        bag.Error(DiagnosticCodes.UnknownView, at, path, $"there is no view '{text}' with text to build a tokenizer from",
            NearestName.Hint(text, having.Keys.ToList()));
        return true;
    }
}
