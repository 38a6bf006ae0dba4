namespace Pivot.Runner.Reports.Model;

/// <summary>What the intervals of a difference allow to be said.</summary>
public enum Verdict
{
    /// <summary>Both sides are the same finished stage.</summary>
    Same,

    /// <summary>Every interval that can be given excludes 0, on the better side.</summary>
    Better,

    /// <summary>Every interval that can be given excludes 0, on the worse side.</summary>
    Worse,

    /// <summary>Better over the items, and over seeds either not settled or not known.</summary>
    BetterOverItems,

    /// <summary>Worse over the items, and over seeds either not settled or not known.</summary>
    WorseOverItems,

    /// <summary>Better over the seeds, not settled over the items.</summary>
    BetterOverSeeds,

    /// <summary>Worse over the seeds, not settled over the items.</summary>
    WorseOverSeeds,

    /// <summary>No interval excludes 0.</summary>
    Open,

    /// <summary>No interval can be given.</summary>
    NoInterval,

    /// <summary>The metric has no better side.</summary>
    NoDirection,
}
