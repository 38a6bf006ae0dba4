using System.Collections.Concurrent;
using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Images;

/// <summary>
/// Decoded and resized images, kept as bytes (3 * ImageSize² each) so that an epoch after the first decodes nothing. Thread-safe.
/// </summary>
/// <remarks>
/// When the room is used up, later images are decoded each time and those that are in stay in: over shuffled epochs, throwing out the least
/// recently used would throw out each image shortly before it is wanted again.
/// </remarks>
public sealed class ImageCache(int imageSize, long maxBytes)
{
    private readonly ConcurrentDictionary<string, RasterImage> _images = new(StringComparer.Ordinal);
    private long _bytes;

    /// <summary>What is done to each image.</summary>
    public ImageTransform Transform { get; } = new(imageSize);

    /// <summary>Bytes of pixels held, at most those given.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Images held.</summary>
    public int Count => _images.Count;

    /// <summary>The image, ImageSize x ImageSize.</summary>
    /// <exception cref="DataException">It cannot be loaded.</exception>
    public RasterImage Get(ImageReference image)
    {
        if (_images.TryGetValue(image.Id, out var known)) return known;
        var resized = Transform.Resize(image.Load());
        var room = Interlocked.Add(ref _bytes, resized.Rgb.Length) <= maxBytes;
        if (!room || !_images.TryAdd(image.Id, resized)) Interlocked.Add(ref _bytes, -resized.Rgb.Length);
        return resized;
    }

    /// <summary>Normalised pixels of several images, [B, 3, ImageSize, ImageSize]; those not held are decoded in parallel.</summary>
    /// <exception cref="DataException">One of them cannot be loaded.</exception>
    public float[] Batch(IReadOnlyList<ImageReference> images)
    {
        var pixels = new float[images.Count * Transform.FloatCount];
        Exception? problem = null;
        Parallel.For(0, images.Count, (i, loop) =>
        {
            try
            {
                Transform.Apply(Get(images[i]), pixels.AsSpan(i * Transform.FloatCount, Transform.FloatCount));
            }
            catch (DataException found)
            {
                Interlocked.CompareExchange(ref problem, found, null);
                loop.Stop();
            }
        });
        return problem is null ? pixels : throw problem;
    }
}
