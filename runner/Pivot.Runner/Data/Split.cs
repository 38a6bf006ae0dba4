namespace Pivot.Runner.Data;

/// <summary>Which part of a set.</summary>
public enum Split
{
    /// <summary>What is learnt from.</summary>
    Train,

    /// <summary>What is measured on; shares no picture with <see cref="Train"/>.</summary>
    Test,
}
