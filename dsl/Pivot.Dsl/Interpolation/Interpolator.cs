using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Interpolation;

/// <summary>
/// Puts in what <c>${...}</c> names: after <c>extends</c>, <c>--set</c>, the arm and the sweep point have been applied, for each variant anew. What
/// holds no <c>${</c> stays the object it was, and what comes to the same values as in an earlier variant is that variant's object, because
/// parts are bound once an object.
/// </summary>
internal sealed class Interpolator
{
    private static readonly string[] TrialSections = ["data", "models", "stages"];
    private static readonly string[] HeadSections = ["question", "seeds", "claims", "report", "run", "schedule"];
    private static readonly string[] Literal = ["pivot", "name"];

    private readonly DiagnosticBag _bag;
    private readonly Memory _memory;

    public Interpolator(DiagnosticBag bag)
    {
        (_bag, _memory) = (bag, new Memory(bag));
        bag.Origins = _memory.Placements.NotesOf;
    }

    /// <summary>What was put where.</summary>
    public Placements Placements => _memory.Placements;

    /// <summary>A variant's data, models and stages with everything put in. The other sections stay as they are written.</summary>
    public MapNode Apply(MapNode tree)
    {
        if (!tree.HasReferences) return tree;
        return new Resolution(tree, _memory, _bag).Sections(TrialSections);
    }

    /// <summary>The same, and its variables, for conditions of a sweep to look at.</summary>
    public MapNode All(MapNode tree) => tree.HasReferences ? new Resolution(tree, _memory, _bag).Sections(["vars", .. TrialSections]) : tree;

    /// <summary>
    /// What the spec says for all its trials: question, seeds, claims, report, run and schedule with everything put in, and of the sweep what says
    /// which points there are. Values of arms and axes stay as they are written, for they are put in by variant. Reports variables that nothing uses.
    /// </summary>
    public MapNode Head(MapNode root)
    {
        UnusedVariables.Report(root, _bag);
        if (!root.HasReferences) return root;
        root = Literal.Aggregate(root, RefuseIn);
        var resolution = new Resolution(root, _memory, _bag);
        resolution.Sections(["vars"]); // for the mistakes in those that nothing uses yet
        return SweepReferences.Apply(resolution.Sections(HeadSections), resolution);
    }

    private MapNode RefuseIn(MapNode root, string key)
    {
        if (root.Find(key) is not { Value: ScalarNode { HasReferences: true } scalar } entry) return root;
        _bag.Error(DiagnosticCodes.Interpolation, scalar.Span, key, $"'{key}' cannot hold '${{...}}'", $"write the {(key == "name" ? "name" : "version")} out");
        return root.With(entry with { Value = new BrokenNode(scalar.Span, scalar.Source) });
    }
}
