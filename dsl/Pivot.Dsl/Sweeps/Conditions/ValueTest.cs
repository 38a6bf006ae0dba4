using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps.Conditions;

/// <summary>What a condition asks of a value.</summary>
internal abstract class ValueTest
{
    /// <summary>Whether only a number can be asked.</summary>
    public virtual bool AsksNumber => false;

    /// <summary>Whether it can be asked of what is not written.</summary>
    public virtual bool AsksNothing => false;

    /// <summary>Whether it holds for a value; null is what is not written.</summary>
    public abstract bool Holds(ScalarNode? value);
}
