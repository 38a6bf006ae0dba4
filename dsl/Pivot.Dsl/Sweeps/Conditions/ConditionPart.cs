using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps.Conditions;

/// <summary>One line of a condition: what is looked at, and what is asked of it.</summary>
internal abstract class ConditionPart(ScalarNode key)
{
    /// <summary>The path, or <c>arm</c>, as written.</summary>
    public ScalarNode Key => key;

    /// <summary>Whether it holds for an arm at a point.</summary>
    public abstract bool Holds(ArmReader arm, IReadOnlyList<Override> point);
}
