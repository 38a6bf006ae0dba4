using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps.Conditions;

/// <summary><c>arm: NAME</c>: asks which arm it is.</summary>
internal sealed class ArmPart(ScalarNode key, IReadOnlyList<ScalarNode> names, bool isNot) : ConditionPart(key)
{
    /// <summary>What stands for a path where the arm is asked for.</summary>
    public const string Word = "arm";

    public override bool Holds(ArmReader arm, IReadOnlyList<Override> point) => isNot != names.Any(n => n.Value == arm.Name);
}
