namespace Pivot.Dsl.Sweeps.Conditions;

/// <summary>A condition: holds where all its parts hold.</summary>
internal sealed class Condition(IReadOnlyList<ConditionPart> parts)
{
    public IReadOnlyList<ConditionPart> Parts => parts;

    /// <summary>Whether it has held anywhere so far.</summary>
    public bool Held { get; private set; }

    public bool Holds(ArmReader arm, IReadOnlyList<Override> point)
    {
        foreach (var part in parts)
        {
            if (!part.Holds(arm, point)) return false;
        }

        return Held = true;
    }
}
