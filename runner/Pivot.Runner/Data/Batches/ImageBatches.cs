using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Samples;
using TorchSharp;

namespace Pivot.Runner.Data.Batches;

/// <summary>Images by number to pixel tensors; decoded and resized once and kept, up to a limit. Thread-safe.</summary>
/// <param name="imageSize">Side of the model's square input in pixels.</param>
/// <param name="images">The images; of millions only those asked for are made.</param>
public sealed class ImageBatches(int imageSize, IReadOnlyList<ImageReference> images)
{
    private const long MostBytes = 2L << 30;

    private readonly ImageCache _cache = new(imageSize, MostBytes);

    /// <summary>Normalised pixels of some images, in their order.</summary>
    /// <returns>float [B, 3, H, W].</returns>
    /// <exception cref="DataException">An image cannot be read.</exception>
    public torch.Tensor Pixels(IReadOnlyList<int> numbers, torch.Device device) => torch.tensor(
        _cache.Batch([.. numbers.Select(n => images[n])]), [numbers.Count, 3, imageSize, imageSize], device: device);
}
