namespace Pivot.Dsl.Graphs.Costs;

/// <summary>Sizes that all costs are made of.</summary>
internal static class Bytes
{
    /// <summary>A float32.</summary>
    public const long Single = 4;

    /// <summary>A float64.</summary>
    public const long Double = 8;

    /// <summary>A trained parameter beside its weight: gradient and AdamW's two moments.</summary>
    public const long Training = 3 * Single;

    /// <summary>A line of per-item scores, about.</summary>
    public const long Item = 200;
}
