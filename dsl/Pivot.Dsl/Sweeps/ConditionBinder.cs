using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Sweeps.Conditions;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps;

/// <summary>Reads conditions: a map from paths to tests, or a list of such maps.</summary>
internal sealed class ConditionBinder(IReadOnlyList<string> arms, DiagnosticBag bag)
{
    private readonly TestBinder _tests = new(bag);

    /// <summary>The conditions under a key of a sweep; null when there are none, or none that can be judged, which is reported.</summary>
    public IReadOnlyList<Condition>? Read(MapReader sweep, string key)
    {
        int before = bag.Count;
        var path = sweep.PathOf(key);
        var read = sweep.Take(key) switch
        {
            null => null,
            MapNode map => [Read(map, path)],
            ListNode { Items.Count: > 0 } list => list.Items.Select((item, i) => Read(item, $"{path}.{i}")).ToList(),
            var other => Refuse(other, path),
        };
        return bag.Count == before ? read?.OfType<Condition>().ToList() : null;
    }

    private Condition? Read(Node node, string path)
    {
        if (node is not MapNode { Entries.Count: > 0 } map)
        {
            if (node is not BrokenNode) Refuse(node, path);
            return null;
        }

        return new Condition(map.Entries.Where(e => e.Value is not BrokenNode).Select(e => Read(e, $"{path}.{e.Name}")).OfType<ConditionPart>().ToList());
    }

    private ConditionPart? Read(MapEntry entry, string path)
    {
        if (entry.Name == ArmPart.Word) return ReadArm(entry, path);
        var looked = Override.Of(entry.Key, entry.Value);
        if (looked.Segments[0].Value is var section && !Overrides.IsOfTrial(section) && Language.Experiment.Keys.ContainsKey(section))
        {
            bag.Error(DiagnosticCodes.UnknownPath, looked.Segments[0].Span, path, $"a condition can ask for vars, data, models, stages and 'arm', not '{section}'");
            return null;
        }

        return _tests.Read(entry, path) is { } test ? new PathPart(looked, path, test) : null;
    }

    private ArmPart? ReadArm(MapEntry entry, string path)
    {
        var (words, isNot) = TestBinder.Words(entry.Value);
        if (words is null || words.Any(w => w.IsNull))
        {
            bag.Error(DiagnosticCodes.BadSweep, entry.Value.IsNull ? entry.Key.Span : entry.Value.Span, path, $"'arm' is asked for by name, found {entry.Value.Describe()}",
                "write a name, a list of names, or { not: name }");
            return null;
        }

        foreach (var word in words.Where(w => !arms.Contains(w.Value)))
        {
            bag.Error(DiagnosticCodes.UnknownArm, word.Span, path, $"there is no arm '{word.Value}'", NearestName.Hint(word.Value, arms));
        }

        return new ArmPart(entry.Key, words, isNot);
    }

    private List<Condition?>? Refuse(Node node, string path)
    {
        bag.Error(DiagnosticCodes.BadSweep, node.Span, path, $"a condition is a map from paths to tests, found {node.Describe()}", "write { PATH: value }, or a list of such maps, of which any may hold");
        return null;
    }
}
