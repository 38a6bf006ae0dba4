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
    private readonly Dictionary<BoundView, string> _addresses = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<IReadOnlyList<BoundView>, IReadOnlyList<BoundView>> _texts = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ResolvedStage, int?> _vocabularies = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int?> _vocabulariesByText = [];
    private readonly IDataInspector? _inspector;
    private readonly IReadOnlyList<BoundView> _trainingText;
    private readonly List<FetchItem> _toFetch;
    private readonly Dictionary<string, SourceSpan> _written = [];

    /// <param name="views">Every view a stage reads.</param>
    /// <param name="text">What tokenizers are built from.</param>
    /// <param name="checkpoints">The folders that models are taken from. Where one of them is still to be fetched, data that is not there is to be fetched too.</param>
    /// <param name="inspector">Looks at the data, or null.</param>
    /// <param name="bag">Where problems go.</param>
    public DataReading(IEnumerable<BoundView> views, TokenizerViews text, CheckpointReading checkpoints, IDataInspector? inspector, DiagnosticBag bag)
    {
        (Checkpoints, _toFetch) = (checkpoints, [.. checkpoints.ToFetch]);
        (_trainingText, _inspector) = (text.OfTraining, inspector);
        views = views.Concat(_trainingText).Concat(text.Named);
        var distinct = new SortedDictionary<string, BoundView>(StringComparer.Ordinal);
        foreach (var view in views.Distinct<BoundView>(ReferenceEqualityComparer.Instance)) distinct.TryAdd(AddressOf(view), view);
        int ordinal = 0;
        foreach (var (address, view) in distinct)
        {
            var unread = $"unread {ordinal++}";
            var found = inspector is null ? new DataInspection("", unread, []) : Inspect(view, inspector, bag, unread);
            _byAddress[address] = new Read(
                found.Digest, ViewContent.Of(view.View, inspector is null ? unread : found.Digest), ViewContent.Of(view.View, found.TextDigest), found.Counts);
        }
    }

    /// <summary>The folders that models take their parts from.</summary>
    public CheckpointReading Checkpoints { get; }

    /// <summary>Folders and files that are not there, of models and of data.</summary>
    public IReadOnlyList<FetchItem> ToFetch => [.. Checkpoints.ToFetch, .. _toFetch.Skip(Checkpoints.ToFetch.Count).OrderBy(item => _written[item.Path].Line)];

    public string DigestOf(BoundView view) => _byAddress[AddressOf(view)].Digest;

    public string ContentOf(BoundView view) => _byAddress[AddressOf(view)].Content;

    /// <summary>How much a view holds, or null where nobody counted.</summary>
    public DataCounts? CountsOf(BoundView view) => _byAddress[AddressOf(view)].Counts;

    /// <summary>What a tokenizer built from a view depends on: its rows' text, not its images.</summary>
    public string TextContentOf(BoundView view) => _byAddress[AddressOf(view)].Text;

    /// <summary>The views that the tokenizer of a stage's model is built from: those the model names, else all that training stages read, whatever the arm.</summary>
    public IReadOnlyList<BoundView> TextOf(ResolvedStage stage)
    {
        if (stage.Model.Tokenizer.Kind != "word") return [];
        var views = stage.TokenizerText.Count > 0 ? stage.TokenizerText : _trainingText;
        if (_texts.TryGetValue(views, out var known)) return known;
        return _texts[views] = [.. views.DistinctBy(TextContentOf).OrderBy(TextContentOf, StringComparer.Ordinal)];
    }

    /// <summary>Where a view lies; kept, because every node asks.</summary>
    private string AddressOf(BoundView view)
    {
        if (!_addresses.TryGetValue(view, out var address)) _addresses[view] = address = ViewContent.Address(view.View);
        return address;
    }

    /// <summary>Tokens of a model's tokenizer, or null where nobody counted or the model has no text. Asked of the inspector once a distinct tokenizer.</summary>
    public int? VocabularySizeOf(ResolvedStage stage)
    {
        if (_inspector is null) return null;
        if (_vocabularies.TryGetValue(stage, out var known)) return known;
        var model = stage.Model;
        var text = TextOf(stage);
        bool isAbsent = text.Any(v => _toFetch.Exists(item => v.Path.StartsWith(item.What["data of ".Length..], StringComparison.Ordinal))) || _toFetch.Exists(item => item.Path == model.Tokenizer.Path);
        if (isAbsent) return _vocabularies[stage] = null;
        var content = string.Join('\n', text.Select(TextContentOf).Prepend($"{model.Tokenizer.Kind} {model.Tokenizer.MaxWords} {model.Tokenizer.Path}"));
        if (!_vocabulariesByText.TryGetValue(content, out var size))
        {
            size = _inspector.VocabularySize(model.Tokenizer, [.. text.Select(v => v.View)]);
            _vocabulariesByText[content] = size;
        }

        return _vocabularies[stage] = size;
    }

    private DataInspection Inspect(BoundView view, IDataInspector inspector, DiagnosticBag bag, string unread)
    {
        var found = inspector.Inspect(view.View);
        if (Checkpoints.ToFetch.Count > 0 && found.Problems.Count > 0 && found.Problems.All(p => p.AbsentPath is not null))
        {
            Fetch(view, [.. found.Problems.Select(p => p.AbsentPath!).Distinct()], bag);
            return new DataInspection($"to fetch {unread}", $"to fetch {unread}", []);
        }

        foreach (var problem in found.Problems) bag.Error(problem.Code, view.Span, view.Path, problem.Message, problem.Hint);
        foreach (var remark in found.Remarks) bag.Warning(remark.Code, view.Span, view.Path, remark.Message, remark.Hint);
        return found;
    }

    private void Fetch(BoundView view, IReadOnlyList<string> paths, DiagnosticBag bag)
    {
        var whose = string.Join('.', view.Path.Split('.').Take(2));
        foreach (var path in paths.Where(path => _written.TryAdd(path, view.Span))) _toFetch.Add(new FetchItem(path, $"data of {whose}", null));
        bag.Warning(DiagnosticCodes.ToFetch, view.Span, view.Path, $"{string.Join(" and ", paths)} {(paths.Count == 1 ? "is" : "are")} not there; how much {whose} holds is not known",
            "put the data there before the run, or correct the path");
    }

    private sealed record Read(string Digest, string Content, string Text, DataCounts? Counts);
}
