using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps.Conditions;

/// <summary><c>{ above: n, at_least: n, below: n, at_most: n }</c>, all of which must hold.</summary>
internal sealed class RangeTest(IReadOnlyList<(string Word, double Bound)> bounds) : ValueTest
{
    public static IReadOnlyList<string> Words { get; } = ["above", "at_least", "below", "at_most"];

    public override bool AsksNumber => true;

    public override bool Holds(ScalarNode? value) => value is not null && OneOfTest.Number(value) is { } number && bounds.All(b => b.Word switch
    {
        "above" => number > b.Bound,
        "at_least" => number >= b.Bound,
        "below" => number < b.Bound,
        _ => number <= b.Bound,
    });
}
