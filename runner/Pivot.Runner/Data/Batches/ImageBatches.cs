using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Samples;
using TorchSharp;

namespace Pivot.Runner.Data.Batches;

/// <summary>Images by number to pixel tensors; decoded and processed once and kept, up to a limit. Thread-safe.</summary>
/// <param name="processor">What is done to each image.</param>
/// <param name="images">The images; of millions only those asked for are made.</param>
public sealed class ImageBatches(ImageProcessor processor, IReadOnlyList<ImageReference> images)
{
    private const long MostBytes = 2L << 30;

    private readonly ImageCache _cache = new(processor, MostBytes);

    /// <summary>Normalised pixels of some images, in their order.</summary>
    /// <returns>float [B, 3, H, W]; with anyres [tiles of all, 3, H, W], an image's tiles one after the other.</returns>
    /// <exception cref="DataException">An image cannot be read.</exception>
    public torch.Tensor Pixels(IReadOnlyList<int> numbers, torch.Device device) => Tiles(numbers, device).Pixels;

    /// <summary>Normalised pixels of some images, in their order, and what is needed to put tiles together again.</summary>
    /// <exception cref="DataException">An image cannot be read.</exception>
    public PixelBatch Tiles(IReadOnlyList<int> numbers, torch.Device device)
    {
        var tiles = _cache.Batch([.. numbers.Select(n => images[n])]);
        return new PixelBatch(torch.tensor(tiles.Pixels, tiles.Shape, device: device), tiles.Counts, tiles.Originals);
    }
}
