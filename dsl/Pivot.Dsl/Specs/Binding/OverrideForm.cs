namespace Pivot.Dsl.Specs.Binding;

/// <summary>What stands under the paths of an <see cref="OverridesShape"/>.</summary>
internal enum OverrideForm
{
    /// <summary>The new value: an arm, a point of a list.</summary>
    Value,

    /// <summary>A list of values: <c>grid</c>, <c>zip</c>.</summary>
    Axis,

    /// <summary>What values are drawn from: <c>random.over</c>.</summary>
    Distribution,

    /// <summary>What the value is held to: <c>when</c>, <c>exclude</c>. The path may be <c>arm</c>, and a list of such maps may stand in the map's place.</summary>
    Test,
}
