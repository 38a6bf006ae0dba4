namespace Pivot.Runner.Data.Images;

/// <summary>Normalised pixels of several images, one picture each or, with anyres, as many tiles as each needs.</summary>
/// <param name="Pixels">[tiles of all images in their order, 3, H, W].</param>
/// <param name="Counts">Tiles of each image, [B].</param>
/// <param name="Originals">Each image's own size, [B].</param>
/// <param name="Size">H and W.</param>
public sealed record ImageTiles(float[] Pixels, IReadOnlyList<int> Counts, IReadOnlyList<PixelSize> Originals, PixelSize Size)
{
    /// <summary>Shape of the pixels as a tensor.</summary>
    public long[] Shape => [Counts.Sum(), 3, Size.Height, Size.Width];
}
