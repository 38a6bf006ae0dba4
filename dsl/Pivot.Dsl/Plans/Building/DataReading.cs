using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs.Binding;

namespace Pivot.Dsl.Plans.Building;

/// <summary>
/// The data that the stages read, each view looked at once. Where nobody looks, a view is told from the others by its place in the order of
/// paths: enough to see what is shared, and the same wherever the folder lies.
/// </summary>
internal sealed class DataReading
{
    private readonly Dictionary<string, (string Digest, string Content)> _byAddress = [];

    public DataReading(IEnumerable<BoundView> views, IDataInspector? inspector, DiagnosticBag bag)
    {
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

    private static string Inspect(BoundView view, IDataInspector inspector, DiagnosticBag bag)
    {
        var found = inspector.Inspect(view.View);
        foreach (var problem in found.Problems) bag.Error(problem.Code, view.Span, view.Path, problem.Message, problem.Hint);
        return found.Digest;
    }
}
