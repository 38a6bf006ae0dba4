namespace Pivot.Runner.Data.Images;

/// <summary>A class index for every pixel, rows from the top.</summary>
/// <param name="Width">Width in pixels, at least 1.</param>
/// <param name="Height">Height in pixels, at least 1.</param>
/// <param name="Labels">Width * Height class indices; the set's ignore value marks unlabelled pixels.</param>
public sealed record LabelMap(int Width, int Height, byte[] Labels);
