using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Specs.Binding;

namespace Pivot.Dsl.Plans.Building;

/// <summary>
/// The data that the stages read, each view looked at once. Where nobody looks, a view is told from the others by its place in the order of
/// paths: enough to see what is shared, and the same wherever the folder lies.
/// </summary>
internal sealed class DataReading
{
    private readonly Dictionary<string, Read> _byAddress = [];
    private readonly Dictionary<ModelSpec, int?> _vocabularies = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int?> _vocabulariesByText = [];
    private readonly IDataInspector? _inspector;
    private readonly IReadOnlyDictionary<string, BoundView> _named;
    private readonly IReadOnlyList<BoundView> _trainingText;

    /// <param name="views">Every view a stage reads.</param>
    /// <param name="text">What tokenizers are built from.</param>
    /// <param name="inspector">Looks at the data, or null.</param>
    /// <param name="bag">Where problems go.</param>
    public DataReading(IEnumerable<BoundView> views, TokenizerViews text, IDataInspector? inspector, DiagnosticBag bag)
    {
        (_named, _trainingText, _inspector) = (text.Named, text.OfTraining, inspector);
        views = views.Concat(_trainingText).Concat(text.Used);
        var distinct = new SortedDictionary<string, BoundView>(StringComparer.Ordinal);
        foreach (var view in views) distinct.TryAdd(ViewContent.Address(view.View), view);
        int ordinal = 0;
        foreach (var (address, view) in distinct)
        {
            var unread = $"unread {ordinal++}";
            var found = inspector is null ? new DataInspection("", unread, []) : Inspect(view, inspector, bag);
            _byAddress[address] = new Read(
                found.Digest, ViewContent.Of(view.View, inspector is null ? unread : found.Digest), ViewContent.Of(view.View, found.TextDigest), found.Counts);
        }
    }

    /// <summary>The checkpoints that models take their towers from.</summary>
    public required CheckpointReading Checkpoints { get; init; }

    public string DigestOf(BoundView view) => _byAddress[ViewContent.Address(view.View)].Digest;

    public string ContentOf(BoundView view) => _byAddress[ViewContent.Address(view.View)].Content;

    /// <summary>How much a view holds, or null where nobody counted.</summary>
    public DataCounts? CountsOf(BoundView view) => _byAddress[ViewContent.Address(view.View)].Counts;

    /// <summary>What a tokenizer built from a view depends on: its rows' text, not its images.</summary>
    public string TextContentOf(BoundView view) => _byAddress[ViewContent.Address(view.View)].Text;

    /// <summary>The views that a model's tokenizer is built from: those it names, else all that training stages read, whatever the arm.</summary>
    public IReadOnlyList<BoundView> TextOf(ModelSpec model) => model.Tokenizer switch
    {
        { Kind: not "word" } => [],
        { Data.Count: > 0 } named => [.. named.Data.Select(d => _named[d]).DistinctBy(TextContentOf).OrderBy(TextContentOf, StringComparer.Ordinal)],
        _ => [.. _trainingText.DistinctBy(TextContentOf).OrderBy(TextContentOf, StringComparer.Ordinal)],
    };

    /// <summary>Tokens of a model's tokenizer, or null where nobody counted or the model has no text. Asked of the inspector once a distinct tokenizer.</summary>
    public int? VocabularySizeOf(ModelSpec model)
    {
        if (_inspector is null) return null;
        if (_vocabularies.TryGetValue(model, out var known)) return known;
        var text = TextOf(model);
        var content = string.Join('\n', text.Select(TextContentOf).Prepend($"{model.Tokenizer.Kind} {model.Tokenizer.MaxWords}"));
        if (!_vocabulariesByText.TryGetValue(content, out var size))
        {
            size = _inspector.VocabularySize(model.Tokenizer, [.. text.Select(v => v.View)]);
            _vocabulariesByText[content] = size;
        }

        return _vocabularies[model] = size;
    }

    private static DataInspection Inspect(BoundView view, IDataInspector inspector, DiagnosticBag bag)
    {
        var found = inspector.Inspect(view.View);
        foreach (var problem in found.Problems) bag.Error(problem.Code, view.Span, view.Path, problem.Message, problem.Hint);
        foreach (var remark in found.Remarks) bag.Warning(remark.Code, view.Span, view.Path, remark.Message, remark.Hint);
        return found;
    }

    private sealed record Read(string Digest, string Content, string Text, DataCounts? Counts);
}
