namespace Pivot.Dsl.Sweeps.Conditions;

/// <summary>Why there is no value at a path.</summary>
internal enum Absence
{
    /// <summary>It may stand there and is not written.</summary>
    Unwritten,

    /// <summary>The stage is left out, or is of a kind without such a key.</summary>
    CannotBe,

    /// <summary>The path leads nowhere, which has been reported.</summary>
    Unknown,
}
