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
    private readonly List<OpenStage> _open = [];
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

    // Stages can follow each other a thousand deep, which no call stack has to bear.
    private void Resolve(string name)
    {
        if (!Open(name)) return;
        while (_open.Count > 0)
        {
            var last = _open[^1];
            if (last.Parents.TryDequeue(out var parent))
            {
                if (_open.FindIndex(o => o.Name == parent) is >= 0 and var at && !_resolved.ContainsKey(parent)) ReportCycle(at);
                else Open(parent);
                continue;
            }

            _open.RemoveAt(_open.Count - 1);
            if (_resolved.ContainsKey(last.Name)) continue; // in a circle
            var resolved = Resolve(last);
            _resolved[last.Name] = resolved;
            if (resolved is not null) _order.Add(resolved);
        }
    }

    private bool Open(string name)
    {
        if (_resolved.ContainsKey(name) || _parts.Stages[name] is not { } stage) return false;
        var view = DataReference.Resolve(stage, _parts, _bag);
        var start = _references.StartOf(stage);
        var reference = stage.Spec is DpoSpec dpo ? _references.Stage(stage, "reference", dpo.Reference) : null;
        _open.Add(new OpenStage(name, stage, view, start, reference, new Queue<string>(new[] { start?.From, start?.Tower, reference }.OfType<string>())));
        return true;
    }

    private ResolvedStage? Resolve(OpenStage open)
    {
        var (stage, view, start) = (open.Stage, open.View, open.Start);
        var from = Resolved(start?.From);
        var tower = Resolved(start?.Tower);
        var reference = open.Reference is null ? from : Resolved(open.Reference);
        if (start is null || (start.From is not null && from is null) || (start.Tower is not null && tower is null)) return null;
        if (stage.Spec is DpoSpec { Reference: not null } && (open.Reference is null || reference is null)) return null;
        var model = from?.Model ?? ModelWith(start.Model!, tower);
        if (!PartCheck.Fits(stage, from, reference, model, _bag) || view is null) return null;
        return _known.Of(new ResolvedStage
        {
            Name = open.Name, Bound = stage, View = view, From = from, Tower = tower, Own = start.Model, Reference = stage.Spec is DpoSpec ? reference : null, Model = model,
            TokenizerText = from?.TokenizerText ?? _known.Text(start.Model!.Spec, TokenizerViews.Of(start.Model!, _parts, _bag)),
        });
    }

    private ResolvedStage? Resolved(string? name) => name is null ? null : _resolved.GetValueOrDefault(name);

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

    private void ReportCycle(int first)
    {
        var circle = _open.Skip(first).Select(open => open.Name).ToList();
        var stage = _open[first].Stage;
        var key = stage.Spec.From is not null ? "from" : stage.Spec.Model is not null ? "model" : "kind";
        _bag.Error(DiagnosticCodes.Cycle, stage.SpanOf(key), stage.At.PathOf(key), $"these stages wait for each other: {string.Join(" -> ", circle.Append(circle[0]))}", "an arrow points to what a stage starts from");
        foreach (var member in circle) _resolved[member] = null;
    }

    private sealed record OpenStage(string Name, BoundStage Stage, BoundView? View, StageStart? Start, string? Reference, Queue<string> Parents);
}
