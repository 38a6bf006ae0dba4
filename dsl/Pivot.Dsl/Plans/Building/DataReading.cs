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
    private readonly Dictionary<string, (string Digest, string Content)> _byAddress = [];

    private readonly IReadOnlyDictionary<string, BoundView> _named;
    private readonly IReadOnlyList<BoundView> _trainingText;

    /// <param name="views">Every view a stage reads.</param>
    /// <param name="text">What tokenizers are built from.</param>
    /// <param name="inspector">Looks at the data, or null.</param>
    /// <param name="bag">Where problems go.</param>
    public DataReading(IEnumerable<BoundView> views, TokenizerViews text, IDataInspector? inspector, DiagnosticBag bag)
    {
        (_named, _trainingText) = (text.Named, text.OfTraining);
        views = views.Concat(_trainingText).Concat(text.Used);
        var distinct = new SortedDictionary<string, BoundView>(StringComparer.Ordinal);
        foreach (var view in views) distinct.TryAdd(ViewContent.Address(view.View), view);
        int ordinal = 0;
        foreach (var (address, view) in distinct)
        {
            var digest = inspector is null ? "" : Inspect(view, inspector, bag);
            _byAddress[address] = (digest, ViewContent.Of(view.View, inspector is null ? $"unread {ordinal++}" : digest));
        }
    }

    public string DigestOf(BoundView view) => _byAddress[ViewContent.Address(view.View)].Digest;

    public string ContentOf(BoundView view) => _byAddress[ViewContent.Address(view.View)].Content;

    /// <summary>The views that a model's tokenizer is built from: those it names, else all that training stages read, whatever the arm.</summary>
    public IReadOnlyList<BoundView> TextOf(ModelSpec model) => model.Tokenizer switch
    {
        { Kind: not "word" } => [],
        { Data.Count: > 0 } named => [.. named.Data.Select(d => _named[d]).DistinctBy(ContentOf).OrderBy(ContentOf, StringComparer.Ordinal)],
        _ => [.. _trainingText.DistinctBy(ContentOf).OrderBy(ContentOf, StringComparer.Ordinal)],
    };

    private static string Inspect(BoundView view, IDataInspector inspector, DiagnosticBag bag)
    {
        var found = inspector.Inspect(view.View);
        foreach (var problem in found.Problems) bag.Error(problem.Code, view.Span, view.Path, problem.Message, problem.Hint);
        return found.Digest;
    }
}
