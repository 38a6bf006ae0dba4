namespace Pivot.Runner.Data.Images;

/// <summary>Height and width, in that order as HuggingFace's files have it.</summary>
/// <param name="Height">Height in pixels.</param>
/// <param name="Width">Width in pixels.</param>
public readonly record struct PixelSize(int Height, int Width)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Width} x {Height}";
}
