namespace Pivot.Runner.Models.Vision;

/// <summary>How <see cref="AnyresLayout"/> reads one image. Sizes in pixels, then in patches of the stitched tiles.</summary>
/// <param name="CanvasHeight">Height of the canvas that is cut into tiles, in pixels.</param>
/// <param name="CanvasWidth">Width of the canvas, in pixels.</param>
/// <param name="Rows">Tiles one above the other.</param>
/// <param name="Columns">Tiles side by side.</param>
/// <param name="Top">Rows of patches cut off above, and as many below: black border.</param>
/// <param name="Left">Columns of patches cut off on the left, and as many on the right.</param>
/// <param name="KeptHeight">Rows of patches that are left.</param>
/// <param name="KeptWidth">Columns of patches that are left.</param>
/// <param name="ShownHeight">Rows that the language model reads: fewer than are left when the image was shrunk.</param>
/// <param name="ShownWidth">Columns that the language model reads, without the token that ends a row.</param>
/// <param name="Tokens">Image tokens: the whole image's patches, then ShownHeight rows of ShownWidth patches and the newline token.</param>
public readonly record struct AnyresImage(
    int CanvasHeight, int CanvasWidth, int Rows, int Columns, int Top, int Left, int KeptHeight, int KeptWidth, int ShownHeight, int ShownWidth, int Tokens)
{
    /// <summary>Tiles, the whole image as the first of them included.</summary>
    public int Tiles => 1 + Rows * Columns;

    /// <summary>Whether the patches are shrunk (bilinearly) to the budget.</summary>
    public bool IsShrunk => ShownHeight != KeptHeight || ShownWidth != KeptWidth;
}
