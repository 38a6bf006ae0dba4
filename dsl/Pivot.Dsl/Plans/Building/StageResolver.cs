using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Validation;

namespace Pivot.Dsl.Plans.Building;

/// <summary>Follows every reference between stages, models and data, and puts parents before children.</summary>
internal sealed class StageResolver
{
    private readonly BoundParts _parts;
    private readonly DiagnosticBag _bag;
    private readonly StageReferences _references;
    private readonly Dictionary<string, ResolvedStage?> _resolved = [];
    private readonly List<string> _open = [];
    private readonly List<ResolvedStage> _order = [];

    private readonly ResolvedStages _known;

    private StageResolver(BoundParts parts, DiagnosticBag bag, ResolvedStages known) =>
        (_parts, _bag, _references, _known) = (parts, bag, new StageReferences(parts, bag), known);

    /// <summary>The stages in order. A stage with a mistake, and what follows from it, is left out; the mistake is in the bag.</summary>
    /// <param name="parts">What is resolved.</param>
    /// <param name="bag">Receives what is wrong.</param>
    /// <param name="known">The stages of the variants before, which equal ones are taken from.</param>
    public static StageGraph Resolve(BoundParts parts, DiagnosticBag bag, ResolvedStages known)
    {
        var resolver = new StageResolver(parts, bag, known);
        resolver._references.CheckTowers();
        foreach (var name in parts.Stages.Keys) resolver.Resolve(name);
        return new StageGraph(resolver._order);
    }

    private ResolvedStage? Resolve(string name)
    {
        if (_resolved.TryGetValue(name, out var known)) return known;
        if (_parts.Stages[name] is not { } stage) return null;
        if (_open.Contains(name)) return ReportCycle(name);
        _open.Add(name);
        var resolved = Resolve(name, stage);
        _open.RemoveAt(_open.Count - 1);
        if (_resolved.TryAdd(name, resolved) && resolved is not null) _order.Add(resolved);
        return resolved;
    }

    private ResolvedStage? Resolve(string name, BoundStage stage)
    {
        var view = DataReference.Resolve(stage, _parts, _bag);
        var start = _references.StartOf(stage);
        var from = start?.From is { } earlier ? Resolve(earlier) : null;
        var tower = start?.Tower is { } source ? Resolve(source) : null;
        var named = stage.Spec is DpoSpec ? _references.Stage(stage, "reference", (stage.Spec as DpoSpec)?.Reference) : null;
        var reference = named is null ? from : Resolve(named);
        if (start is null || (start.From is not null && from is null) || (start.Tower is not null && tower is null)) return null;
        if (stage.Spec is DpoSpec { Reference: not null } && reference is null) return null;
        var model = from?.Model ?? ModelWith(start.Model!, tower);
        if (!PartCheck.Fits(stage, from, reference, model, _bag) || view is null) return null;
        return _known.Of(new ResolvedStage
        {
            Name = name, Bound = stage, View = view, From = from, Tower = tower, Own = start.Model, Reference = stage.Spec is DpoSpec ? reference : null, Model = model,
            TokenizerText = from?.TokenizerText ?? _known.Text(start.Model!.Spec, TokenizerViews.Of(start.Model!, _parts, _bag)),
        });
    }

    private ModelSpec ModelWith(BoundModel model, ResolvedStage? tower)
    {
        if (tower is null) return model.Spec;
        return _known.WithTower(model, tower.Model, () =>
        {
            var whole = model.Spec with { VisionTower = tower.Model.VisionTower };
            SpecValidators.Check(whole, model.At);
            return whole;
        });
    }

    private ResolvedStage? ReportCycle(string name)
    {
        var circle = _open.SkipWhile(open => open != name).ToList();
        var stage = _parts.Stages[name]!;
        var key = stage.Spec.From is not null ? "from" : stage.Spec.Model is not null ? "model" : "kind";
        _bag.Error(DiagnosticCodes.Cycle, stage.SpanOf(key), stage.At.PathOf(key), $"these stages wait for each other: {string.Join(" -> ", circle.Append(name))}", "an arrow points to what a stage starts from");
        foreach (var member in circle) _resolved[member] = null;
        return null;
    }
}
