namespace Pivot.Dsl.Graphs.Modules;

/// <summary>What a stage does with a part of its model.</summary>
/// <param name="Runs">Whether data goes through it.</param>
/// <param name="Keeps">Whether a gradient comes back through it.</param>
/// <param name="Trained">Whether its parameters are trained.</param>
internal readonly record struct PartUse(bool Runs, bool Keeps, bool Trained)
{
    /// <summary>Loaded and not looked at, or trained by name with nothing that reaches it.</summary>
    public static PartUse Idle => default;

    /// <summary>Data goes through, no gradient comes back.</summary>
    public static PartUse Forward => new(true, false, false);

    /// <summary>Frozen, with something behind it in the backward pass that is not.</summary>
    public static PartUse Through => new(true, true, false);

    /// <summary>Trained.</summary>
    public static PartUse Learning => new(true, true, true);

    /// <summary>The same for a piece that data does not go through.</summary>
    public PartUse Unrun => new(false, false, Trained);

    /// <summary>
    /// Passes of the arithmetic in one training step, in forward passes: one forward, one backward to what comes in, one backward to the weights.
    /// </summary>
    public int Passes => !Runs ? 0 : 1 + (Keeps ? 1 : 0) + (Trained ? 1 : 0);
}
