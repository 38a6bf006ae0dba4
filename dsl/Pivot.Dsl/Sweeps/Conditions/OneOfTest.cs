using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps.Conditions;

/// <summary>A value, a list of values, or <c>{ not: ... }</c>: whether a value is one of these, numbers by value.</summary>
internal sealed class OneOfTest(IReadOnlyList<ScalarNode> values, bool isNot) : ValueTest
{
    private readonly HashSet<string> _texts = [.. values.Where(v => !v.IsNull).Select(v => v.Value)];
    private readonly HashSet<double> _numbers = [.. values.Select(Number).OfType<double>()];

    public override bool AsksNothing { get; } = values.Any(v => v.IsNull);

    public override bool Holds(ScalarNode? value) => isNot != IsOne(value);

    /// <summary>The number a plain scalar is, or null.</summary>
    public static double? Number(ScalarNode value) => ScalarReader.Real(value, out double number) is null ? number : null;

    private bool IsOne(ScalarNode? value)
    {
        if (value is null || value.IsNull) return AsksNothing;
        return _texts.Contains(value.Value) || (_numbers.Count > 0 && Number(value) is { } number && _numbers.Contains(number));
    }
}
