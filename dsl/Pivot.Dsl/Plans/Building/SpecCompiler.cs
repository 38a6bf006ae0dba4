using Pivot.Dsl.Diagnostics;
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

    private const int MaxStages = 1_000;

    private readonly MapNode _root;
    private readonly DiagnosticBag _bag;
    private readonly PartsBinder _binder;
    private readonly ExperimentHead _head;

    private SpecCompiler(MapNode root, DiagnosticBag bag) => (_root, _bag, _binder, _head) = (root, bag, new PartsBinder(bag), ExperimentHeadBinder.Bind(root, bag));

    /// <summary>The plan, or null when there are errors.</summary>
    public static Plan? Compile(MapNode root, IDataInspector? inspector, DiagnosticBag bag) => new SpecCompiler(root, bag).Compile(inspector);

    private Plan? Compile(IDataInspector? inspector)
    {
        if (_root["stages"] is MapNode { Entries.Count: > MaxStages } stages)
        {
            _bag.Error(DiagnosticCodes.TooLarge, _root.Find("stages")!.Key.Span, "stages", $"{stages.Entries.Count} stages are more than the {MaxStages} a spec may have");
            return null;
        }

        var parts = _binder.Bind(_root);
        var baseline = StageResolver.Resolve(parts, _bag);
        CheckSeeds(parts);
        MetricCheck.Check(_head, parts, _bag);
        var variants = Variants(baseline);
        var text = TokenizerViews.Collect(parts, variants.SelectMany(v => v.Graph.Stages), _bag);
        // Looked at even where there are errors: a typo and a missing image are told together.
        var data = new DataReading(variants.SelectMany(v => v.Graph.Stages).Select(s => s.View), text, inspector, _bag) { Checkpoints = CheckpointReading.Of(variants.SelectMany(v => v.Graph.Stages), inspector, _bag) };
        return _bag.HasErrors ? null : Build(parts, baseline, variants, data);
    }

    private void CheckSeeds(BoundParts parts)
    {
        if (_head.Seeds.From is not { } from || parts.Stages.ContainsKey(from)) return;
        _bag.Error(DiagnosticCodes.UnknownStage, _head.SeedsFrom, "seeds.from", $"there is no stage '{from}'", NearestName.Hint(from, parts.Stages.Keys.ToList()));
    }

    private List<Variant> Variants(StageGraph baseline)
    {
        var arms = _head.Arms.Count > 0 ? _head.Arms : [new Arm("default", default, [])];
        long points = Grid.Count(_head.Axes);
        if (points > MaxTrials / arms.Count / _head.Seeds.Values.Count)
        {
            var at = _root.Find("sweep") ?? _root.Find("seeds") ?? _root.Find("arms")!;
            _bag.Error(DiagnosticCodes.TooManyTrials, at.Key.Span, at.Name,
                $"{arms.Count} arms x {points} sweep points x {_head.Seeds.Values.Count} seeds are more than the {MaxTrials} trials of a plan");
            return [];
        }

        return [.. new VariantCompiler(_root, _binder, _bag, baseline).Compile(arms, _head.Axes)];
    }

    private Plan Build(BoundParts parts, StageGraph baseline, List<Variant> variants, DataReading data)
    {
        var builder = new PlanBuilder(data, _head.Seeds, baseline);
        foreach (var variant in variants) builder.Add(variant);
        WarnOfSameArms(builder.Trials);
        return new Plan
        {
            Name = _head.Name, Hash = builder.Hash(), Spec = Spec(parts), ResolvedYaml = ResolvedText.Of(_root),
            Arms = variants.Select(v => v.Arm).Distinct().ToList(), Trials = builder.Trials, Nodes = builder.Nodes, StagesRequested = builder.Requested,
        };
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
        Pivot = 1, Name = _head.Name, Question = _head.Question,
        Data = parts.Data.ToDictionary(d => d.Key, d => d.Value!.Spec),
        Models = parts.Models.ToDictionary(m => m.Key, m => m.Value!.Spec),
        Stages = parts.Stages.ToDictionary(s => s.Key, s => s.Value!.Spec),
        Arms = _head.Arms.Select(a => a.ToSpec()).ToList(),
        Sweep = _head.Axes.Count == 0 ? null : new SweepSpec
        {
            Grid = _head.Axes.ToDictionary(a => a.Path, IReadOnlyList<string> (a) => a.Values.Select(YamlWriter.Inline).ToList()),
        },
        Seeds = _head.Seeds, Report = _head.Report,
    };
}
