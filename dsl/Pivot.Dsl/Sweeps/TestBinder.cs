using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Sweeps.Conditions;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps;

/// <summary>Reads what a condition asks of a value: a scalar, a list of scalars, <c>{ not: ... }</c>, <c>{ above, at_least, below, at_most }</c>.</summary>
internal sealed class TestBinder(DiagnosticBag bag)
{
    private const string Not = "not";

    /// <summary>The scalars of a test that names values, null if it is of another form, and whether it asks for none of them.</summary>
    public static (IReadOnlyList<ScalarNode>? Words, bool IsNot) Words(Node node) => node switch
    {
        ScalarNode scalar => ([scalar], false),
        ListNode { Items.Count: > 0 } list when list.Items.All(i => i is ScalarNode) => ([.. list.Items.Cast<ScalarNode>()], false),
        MapNode { Entries: [{ Name: Not } not] } when not.Value is not MapNode => (Words(not.Value).Words, true),
        _ => (null, false),
    };

    /// <summary>The test, or null after reporting why it is none.</summary>
    public ValueTest? Read(MapEntry entry, string path)
    {
        var (words, isNot) = Words(entry.Value);
        if (words is not null) return new OneOfTest(words, isNot);
        if (entry.Value is MapNode { Entries.Count: > 0 } map && !map.Entries.Any(e => e.Name == Not && map.Entries.Count == 1)) return Range(map, path);
        bag.Error(DiagnosticCodes.BadSweep, entry.Value.Span, path, $"'{entry.Name}' is asked for a value, a list of values, or by a word; found {entry.Value.Describe()}",
            $"write a value, [values], {{ not: value }} or {{ {string.Join(": n, ", RangeTest.Words)}: n }}");
        return null;
    }

    private RangeTest? Range(MapNode map, string path)
    {
        var bounds = new List<(string, double)>();
        foreach (var entry in map.Entries)
        {
            if (entry.Name == Not)
            {
                bag.Error(DiagnosticCodes.BadSweep, entry.Key.Span, $"{path}.{Not}", "'not' stands alone", "write the other words as a condition of their own");
            }
            else if (!RangeTest.Words.Contains(entry.Name))
            {
                var known = RangeTest.Words.Append(Not).ToList();
                bag.Error(DiagnosticCodes.BadSweep, entry.Key.Span, $"{path}.{entry.Name}", $"unknown test '{entry.Name}'; known: {string.Join(", ", known)}",
                    NearestName.Meant(entry.Name, known));
            }
            else if (Bound(entry, $"{path}.{entry.Name}") is { } bound)
            {
                bounds.Add((entry.Name, bound));
            }
        }

        return bounds.Count == map.Entries.Count ? new RangeTest(bounds) : null;
    }

    private double? Bound(MapEntry entry, string path)
    {
        if (entry.Value is BrokenNode) return null;
        var problem = new ScalarProblem(DiagnosticCodes.WrongType, "a number", null);
        if (entry.Value is ScalarNode { IsNull: false } scalar)
        {
            if (ScalarReader.Real(scalar, out double value) is not { } found) return value;
            problem = found;
        }

        bag.Error(problem.Code, entry.Value.IsNull ? entry.Key.Span : entry.Value.Span, path, $"'{entry.Name}' must be {problem.Expected}, found {entry.Value.Describe()}", problem.Hint);
        return null;
    }
}
