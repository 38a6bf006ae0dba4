using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Sweeps.Draws;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps;

/// <summary>Reads <c>{ choice: [...] }</c>, <c>{ int: [low, high] }</c>, <c>{ uniform: [low, high] }</c>, <c>{ log: [low, high] }</c>.</summary>
internal sealed class DistributionBinder(AxisBinder axes, DiagnosticBag bag)
{
    private static readonly string[] Words = ["choice", "int", "uniform", "log"];

    /// <summary>The distribution, or null after reporting what is wrong with it.</summary>
    public Distribution? Read(MapEntry axis, string path)
    {
        if (axis.Value is BrokenNode) return null;
        if (axis.Value is not MapNode { Entries.Count: 1 } map)
        {
            var span = axis.Value.IsNull ? axis.Key.Span : axis.Value.Span;
            var found = axis.Value is MapNode { Entries.Count: > 1 } several ? $"{several.Entries.Count} of them" : axis.Value.Describe();
            bag.Error(DiagnosticCodes.BadSweep, span, path, $"'{axis.Name}' needs one distribution, found {found}",
                axis.Value is ListNode ? "write { choice: [...] }" : $"one of {string.Join(", ", Words.Select(w => $"{{ {w}: [...] }}"))}");
            return null;
        }

        var entry = map.Entries[0];
        path = $"{path}.{entry.Name}";
        if (!Words.Contains(entry.Name))
        {
            bag.Error(DiagnosticCodes.BadSweep, entry.Key.Span, path, $"unknown distribution '{entry.Name}'; known: {string.Join(", ", Words)}", NearestName.Meant(entry.Name, Words));
            return null;
        }

        if (entry.Name != "choice") return OfBounds(entry, path);
        if (axes.Values(entry with { Key = axis.Key }, path) is null) return null;
        var values = (ListNode)entry.Value;
        axes.CheckDistinct(axis.Name, values.Items, path);
        return new ChoiceDistribution(values);
    }

    private Distribution? OfBounds(MapEntry entry, string path)
    {
        if (entry.Value is BrokenNode) return null;
        if (entry.Value is not ListNode { Items: [ScalarNode low, ScalarNode high] } bounds)
        {
            var span = entry.Value.IsNull ? entry.Key.Span : entry.Value.Span;
            bag.Error(DiagnosticCodes.BadSweep, span, path, $"'{entry.Name}' needs a lower and an upper bound, found {entry.Value.Describe()}", $"write {{ {entry.Name}: [low, high] }}");
            return null;
        }

        if (entry.Name == "int") return Whole(low, path) is { } least && Whole(high, path) is { } most && InOrder(least, most, low, high, path) ? new IntDistribution(least, most, bounds) : null;
        if (Real(entry.Name, low, path) is not { } from || Real(entry.Name, high, path) is not { } to) return null;
        bool isLog = entry.Name == "log";
        if (isLog && from <= 0)
        {
            bag.Error(DiagnosticCodes.BadSweep, low.Span, path, $"the bounds of 'log' must be greater than 0, found {low.Value}", "a number that may be 0 is drawn with 'uniform'");
            return null;
        }

        return InOrder(from, to, low, high, path) ? new RealDistribution(from, to, isLog, bounds) : null;
    }

    private bool InOrder<T>(T low, T high, ScalarNode lowAt, ScalarNode highAt, string path)
        where T : IComparable<T>
    {
        if (low.CompareTo(high) < 0) return true;
        var found = low.CompareTo(high) == 0 ? $"{lowAt.Value} twice" : $"{lowAt.Value} before {highAt.Value}";
        bag.Error(DiagnosticCodes.BadSweep, highAt.Span, path, $"the lower bound must come first and be below the upper one, found {found}");
        return false;
    }

    private long? Whole(ScalarNode node, string path)
    {
        if (ScalarReader.Whole(node, out long value) is not { } problem) return value;
        Report("int", node, problem, path);
        return null;
    }

    private double? Real(string word, ScalarNode node, string path)
    {
        if (ScalarReader.Real(node, out double value) is not { } problem) return value;
        Report(word, node, problem, path);
        return null;
    }

    private void Report(string word, ScalarNode node, ScalarProblem problem, string path) =>
        bag.Error(problem.Code, node.Span, path, $"a bound of '{word}' must be {problem.Expected}, found {node.Describe()}", problem.Hint);
}
