using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Validation;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps;

/// <summary>Reads the top of a spec: its name, arms, axes, seeds and report.</summary>
internal sealed class ExperimentHeadBinder
{
    /// <summary>How many seeds a count may stand for.</summary>
    public static readonly Bounds SeedCount = new(Least: 1, Most: 10_000);

    /// <summary>The form of an experiment's name, as a regular expression without anchors.</summary>
    public const string NamePattern = "[a-z0-9][a-z0-9_-]{0,63}";

    /// <summary>The form of an arm's name; of what is not ASCII it allows more than letters and digits, which few checkers of schemas can tell.</summary>
    public const string ArmPattern = @"[A-Za-z0-9_.+\u0080-\uffff-]{1,64}";

    private readonly DiagnosticBag _bag;
    private readonly MapReader _top;

    private ExperimentHeadBinder(MapNode root, DiagnosticBag bag)
    {
        _bag = bag;
        var span = root.Span;
        _top = new MapReader(root, span with { EndLine = span.Line, EndColumn = span.Column }, "", Language.Experiment, bag);
    }

    public static ExperimentHead Bind(MapNode root, DiagnosticBag bag) => new ExperimentHeadBinder(root, bag).Bind();

    private ExperimentHead Bind()
    {
        ReadVersion();
        foreach (var section in (string[])["data", "models", "stages"]) RequireSection(section);
        return ReadReport(ReadSeeds(new ExperimentHead { Name = ReadName(), Question = _top.Text("question"), Vars = ReadVars(), Arms = ReadArms(), Sweep = ReadSweep() })) with
        {
            Claims = ClaimBinder.Bind(_top), Run = RunBinder.Bind(_top), Schedule = ScheduleBinder.Bind(_top),
        };
    }

    private void ReadVersion()
    {
        if (_top.Take("pivot") is null) _top.Require("pivot", "write 'pivot: 1', the version of the language");
        if (_top.Int("pivot") is { } version && !Language.Version.Hold(version))
        {
            _bag.Error(DiagnosticCodes.OutOfRange, _top.Map["pivot"]!.Span, "pivot", $"'pivot' is the version of the language, of which there is 1; found {version}");
        }
    }

    private string ReadName()
    {
        var name = _top.RequiredText("name", "it names the run's folder");
        if (name is null) return "";
        bool good = name.Length <= 64 && name.Length > 0 && char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');
        if (!good)
        {
            _bag.Error(DiagnosticCodes.BadName, _top.Map["name"]!.Span, "name", $"'{name}' cannot name an experiment", "lower-case letters, digits, '-' and '_', at most 64");
        }

        return name;
    }

    private void RequireSection(string key)
    {
        if (_top.Take(key) is null) _top.Require(key);
        if (_top.MapAt(key) is { Value: MapNode { Entries.Count: 0 } } entry) _top.WrongType(entry.Value, key, "a map with at least one entry");
    }

    private Dictionary<string, string> ReadVars()
    {
        var vars = new Dictionary<string, string>();
        if (_top.MapAt("vars") is not { Value: MapNode map }) return vars;
        foreach (var entry in map.Entries)
        {
            if (!Names.IsName(entry.Name))
            {
                _bag.Error(DiagnosticCodes.BadName, entry.Key.Span, $"vars.{entry.Name}", $"'{entry.Name}' cannot name a variable", "a name starts with a letter and has letters, digits, '_' and '-', at most 64");
            }

            vars[entry.Name] = YamlWriter.Inline(entry.Value);
        }

        return vars;
    }

    private List<Arm> ReadArms()
    {
        var arms = new List<Arm>();
        if (_top.MapAt("arms") is not { Value: MapNode map }) return arms;
        foreach (var entry in map.Entries)
        {
            var path = $"arms.{entry.Name}";
            if (!entry.Name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '+') || entry.Name.Length > 64)
            {
                _bag.Error(DiagnosticCodes.BadName, entry.Key.Span, path, $"'{entry.Name}' cannot name an arm", "letters, digits, '-', '_', '.' and '+', at most 64");
            }

            if (entry.Value is MapNode overrides)
            {
                arms.Add(new Arm(entry.Name, entry.Key.Span, overrides.Entries.Select(o => Override.Of(o.Key, o.Value)).ToList()));
            }
            else if (entry.Value is not BrokenNode)
            {
                var span = entry.Value.IsNull ? entry.Key.Span : entry.Value.Span;
                _bag.Error(DiagnosticCodes.WrongType, span, path, $"the arm '{entry.Name}' must be a map of overrides, found {entry.Value.Describe()}", "write {} for an arm without overrides");
            }
        }

        return arms;
    }

    private Sweep ReadSweep()
    {
        if (_top.MapAt("sweep") is not { Value: MapNode } entry) return Sweep.None;
        // The names as written, so that a condition on an arm with a mistake in it is not a second mistake.
        return SweepBinder.Bind(_top.Map, entry, _top.Map["arms"] is MapNode { Entries.Count: > 0 } arms ? [.. arms.Names] : [Arm.Default], _bag);
    }

    private ExperimentHead ReadSeeds(ExperimentHead head)
    {
        switch (_top.Take("seeds"))
        {
            case null:
                return head;
            case ScalarNode:
                return head with { Seeds = new SeedsSpec { Values = Counted(_top, "seeds") } };
            case MapNode map:
                var seeds = new MapReader(map, _top.Map.Find("seeds")!.Key.Span, "seeds", Language.Seeds, _bag);
                var values = seeds.Take("values") switch
                {
                    null => [0],
                    ScalarNode => Counted(seeds, "values"),
                    _ => seeds.Longs("values") ?? [0],
                };
                var spec = new SeedsSpec { Values = values, From = seeds.Text("from") };
                SpecValidators.Check(spec, seeds);
                return head with { Seeds = spec, SeedsFrom = map["from"]?.Span ?? map.Span };
            case var other:
                _top.WrongType(other, "seeds", "a number of seeds, or a map of 'values' and 'from'", "write { values: [0, 1, 2] }");
                return head;
        }
    }

    private IReadOnlyList<long> Counted(MapReader reader, string key)
    {
        if (reader.Int(key) is not { } count) return [0];
        if (SeedCount.Hold(count)) return Enumerable.Range(0, count).Select(i => (long)i).ToList();
        _bag.Error(DiagnosticCodes.OutOfRange, reader.Map[key]!.Span, reader.PathOf(key), $"'{key}' {SeedCount} seeds, found {count}");
        return [0];
    }

    private ExperimentHead ReadReport(ExperimentHead head)
    {
        if (_top.MapAt("report") is not { Value: MapNode map } entry) return head;
        var report = new MapReader(map, entry.Key.Span, "report", Language.Report, _bag);
        var fallback = new ReportSpec();
        var template = report.Text("template") ?? fallback.Template;
        if (!Names.IsName(template))
        {
            _bag.Error(DiagnosticCodes.BadName, map["template"]!.Span, "report.template", $"'{template}' cannot name a template", "the name of a file in templates/, without its endings");
        }

        var metrics = report.Texts("metrics") ?? fallback.Metrics;
        var items = (map["metrics"] as ListNode)?.Items.Where(i => i is ScalarNode { IsNull: false }).Select(i => i.Span).ToList() ?? [];
        return head with { Report = new ReportSpec { Template = template, Metrics = metrics }, Metrics = items };
    }
}
