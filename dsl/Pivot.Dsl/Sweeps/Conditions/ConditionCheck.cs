using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Sweeps.Terms;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps.Conditions;

/// <summary>Whether what conditions ask for is anywhere: varied by the sweep they are about, or written in the spec or an arm.</summary>
internal static class ConditionCheck
{
    /// <summary>False after reporting what is asked for and nowhere.</summary>
    /// <param name="filters">The filters of a sweep.</param>
    /// <param name="root">The spec.</param>
    /// <param name="arms">The spec of every arm.</param>
    /// <param name="bag">Receives what is wrong.</param>
    public static bool Check(IReadOnlyList<FilterTerm> filters, MapNode root, IReadOnlyList<MapNode> arms, DiagnosticBag bag)
    {
        int before = bag.Count;
        foreach (var filter in filters)
        {
            foreach (var part in filter.Conditions.SelectMany(c => c.Parts).OfType<PathPart>())
            {
                var looked = part.Looked;
                if (filter.Paths.Reach(looked.Path) || arms.Prepend(root).Any(tree => Overrides.Find(tree, looked.Segments) is not null)) continue;
                if (OverridePathCheck.Resolve(root, looked, bag, "to ask for") is null || part.AsksNothing) continue;
                bag.Error(DiagnosticCodes.BadSweep, looked.Segments[^1].Span, part.Path, $"'{looked.Path}' is neither varied by this sweep nor written in the spec, so nothing can be asked of it",
                    "a default is asked for by writing it into the spec");
            }
        }

        return bag.Count == before;
    }
}
