namespace Pivot.Runner.Evaluation.Probes;

/// <summary>How many patches an image is cut into. Patch p is in row p / Width and column p % Width.</summary>
/// <param name="Height">Rows of patches, at least 1.</param>
/// <param name="Width">Columns of patches, at least 1.</param>
public readonly record struct PatchGrid(int Height, int Width)
{
    /// <summary>P: number of patches.</summary>
    public int Count => Height * Width;
}
