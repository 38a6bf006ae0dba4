using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Interpolation;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Sweeps;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Plans.Building;

/// <summary>From the merged nodes of a spec to its plan.</summary>
internal sealed class SpecCompiler
{
    /// <summary>Most trials a plan may have.</summary>
    public const int MaxTrials = 100_000;

    private const int MaxParts = 1_000;

    private static readonly (string Section, string Parts)[] Counted = [("data", "data sources"), ("models", "models"), ("stages", "stages"), ("arms", "arms"), ("claims", "claims")];

    private readonly MapNode _root;
    private readonly DiagnosticBag _bag;
    private readonly PartsBinder _binder;
    private readonly Interpolator _interpolator;
    private readonly ExperimentHead _head;

    private SpecCompiler(MapNode root, DiagnosticBag bag)
    {
        (_root, _bag, _binder, _interpolator) = (root, bag, new PartsBinder(bag), new Interpolator(bag));
        _head = ExperimentHeadBinder.Bind(_interpolator.Head(root), bag);
    }

    /// <summary>The plan, or null when there are errors.</summary>
    public static Plan? Compile(MapNode root, IDataInspector? inspector, DiagnosticBag bag) => IsTooLarge(root, bag) ? null : new SpecCompiler(root, bag).Compile(inspector);

    private static bool IsTooLarge(MapNode root, DiagnosticBag bag)
    {
        bool found = false;
        foreach (var (section, parts) in Counted)
        {
            if (root.Find(section) is not { Value: MapNode { Entries.Count: > MaxParts } map } entry) continue;
            bag.Error(DiagnosticCodes.TooLarge, entry.Key.Span, section, $"{map.Entries.Count} {parts} are more than the {MaxParts} a spec may have");
            found = true;
        }

        return found;
    }

    /// <summary>The arms' names as written, so that a claim about an arm with a mistake in it is not a second mistake; null where they cannot be read.</summary>
    private List<string>? ArmNames => _root["arms"] switch
    {
        MapNode arms => [.. arms.Names],
        BrokenNode => null,
        _ => [],
    };

    private Plan? Compile(IDataInspector? inspector)
    {
        var parts = _binder.Bind(_interpolator.Apply(_root));
        var known = new ResolvedStages();
        var baseline = StageResolver.Resolve(parts, _bag, known);
        if (parts.Unread.Count > 0) return null;
        foreach (var model in parts.Models.Values.OfType<BoundModel>()) TokenizerViews.Of(model, parts, _bag); // those that no stage uses too
        CheckSeeds(parts);
        var arms = new VariantCompiler(_root, _binder, _interpolator, _bag, baseline, known)
            .Compile(_head.Arms.Count > 0 ? _head.Arms : [new Arm(Arm.Default, default, [])], _head.Sweep, _head.Seeds);
        MetricCheck.Check(_head, parts, arms, _bag);
        ClaimCheck.Check(_head.Claims, ArmNames, parts, arms, _bag);
        var distinct = arms.SelectMany(a => a.Variants).SelectMany(v => v.Graph.Stages).ToHashSet<ResolvedStage>(ReferenceEqualityComparer.Instance);
        // Looked at even where there are errors, and where no arm is the spec as it stands: a typo and a missing image are told together.
        var looked = distinct.Concat(baseline.Stages).ToList();
        var checkpoints = CheckpointReading.Of(looked, inspector, _bag);
        var data = new DataReading(looked.Select(s => s.View), TokenizerViews.Collect(distinct), checkpoints, inspector, _bag);
        if (!_bag.HasErrors) VocabularyCheck.Check(looked, data, _bag); // what could not be read has no tokens to count
        return _bag.HasErrors ? null : Build(parts, baseline, arms, data);
    }

    private void CheckSeeds(BoundParts parts)
    {
        if (_head.Seeds.From is not { } from || parts.Stages.ContainsKey(from)) return;
        _bag.Error(DiagnosticCodes.UnknownStage, _head.SeedsFrom, "seeds.from", $"there is no stage '{from}'", NearestName.Hint(from, parts.Stages.Keys.ToList()));
    }

    private Plan Build(BoundParts parts, StageGraph baseline, IReadOnlyList<ArmVariants> arms, DataReading data)
    {
        var builder = new PlanBuilder(data, _head.Seeds, baseline);
        foreach (var arm in arms) WarnOfSamePoints(arm, builder.Add(arm));
        WarnOfSameArms(builder.Trials);
        return new Plan
        {
            Name = _head.Name, Hash = builder.Hash(), Spec = Spec(parts), ResolvedYaml = ResolvedText.Of(_root),
            Arms = arms.Select(a => a.Arm).ToList(), Trials = builder.Trials, Nodes = builder.Nodes, StagesRequested = builder.Requested, ToFetch = data.ToFetch,
        };
    }

    private void WarnOfSamePoints(ArmVariants arm, PointMerge merge)
    {
        if (merge.Example is not { } example) return;
        int merged = merge.Count - merge.Kept.Count;
        var (one, other) = (arm.Variants[example.Merged].Point, arm.Variants[example.Into].Point);
        string Differing(IReadOnlyList<Override> point, IReadOnlyList<Override> from) =>
            string.Join(", ", point.Where(o => !from.Any(f => f.Path == o.Path && f.Text == o.Text)).Select(o => $"{o.Path} = {o.Text}")) is { Length: > 0 } text ? text : "nothing";
        var such = Differing(one, other) == Differing(other, one) ? "the same point is written twice" : $"{Differing(one, other)} is the same as {Differing(other, one)}";
        var whose = _head.Arms.Count > 0 ? $" of the arm '{arm.Arm}'" : "";
        _bag.Warning(DiagnosticCodes.SamePoints, _head.Sweep.Key!.Span, "sweep",
            $"{merged} of the {merge.Count} sweep points{whose} {(merged == 1 ? "comes" : "come")} to the same work as an earlier one and {(merged == 1 ? "is" : "are")} run with it: {such}",
            merge.Idle.Count > 0 ? $"without effect{(whose.Length > 0 ? " in this arm" : "")}: {string.Join(", ", merge.Idle)}" : null);
    }

    private void WarnOfSameArms(IReadOnlyList<Trial> trials)
    {
        var first = new Dictionary<string, string>();
        foreach (var arm in trials.GroupBy(t => t.Arm))
        {
            var content = string.Join('\n', arm.Select(t => t.ArmHash));
            if (first.TryAdd(content, arm.Key)) continue;
            var span = _head.Arms.First(a => a.Name == arm.Key).Span;
            _bag.Warning(DiagnosticCodes.SameArms, span, $"arms.{arm.Key}", $"the arm '{arm.Key}' comes to the same work as '{first[content]}'; their results are one");
        }
    }

    private ExperimentSpec Spec(BoundParts parts) => new()
    {
        Pivot = 1, Name = _head.Name, Question = _head.Question, Vars = _head.Vars,
        Data = parts.Data.ToDictionary(d => d.Key, d => d.Value!.Spec),
        Models = parts.Models.ToDictionary(m => m.Key, m => m.Value!.Spec),
        Stages = parts.Stages.ToDictionary(s => s.Key, s => s.Value!.Spec),
        Arms = _head.Arms.Select(a => a.ToSpec()).ToList(),
        Sweep = _head.Sweep.Spec,
        Seeds = _head.Seeds, Report = _head.Report, Claims = _head.Claims.ToDictionary(c => c.Name, c => c.Spec), Run = _head.Run, Schedule = _head.Schedule,
    };
}
