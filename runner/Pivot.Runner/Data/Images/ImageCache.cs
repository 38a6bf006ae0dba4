using System.Collections.Concurrent;
using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Images;

/// <summary>
/// Decoded and processed images, kept as bytes (3 H W a picture) so that an epoch after the first decodes nothing. Thread-safe.
/// </summary>
/// <remarks>
/// When the room is used up, later images are decoded each time and those that are in stay in: over shuffled epochs, throwing out the least
/// recently used would throw out each image shortly before it is wanted again.
/// </remarks>
public sealed class ImageCache(ImageProcessor processor, long maxBytes)
{
    private readonly ConcurrentDictionary<string, ProcessedImage> _images = new(StringComparer.Ordinal);
    private long _bytes;

    /// <summary>What is done to each image.</summary>
    public ImageProcessor Processor => processor;

    /// <summary>Bytes of pixels held, at most those given.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Images held.</summary>
    public int Count => _images.Count;

    /// <summary>The image as the processor leaves it.</summary>
    /// <exception cref="DataException">It cannot be loaded.</exception>
    public ProcessedImage Get(ImageReference image)
    {
        if (_images.TryGetValue(image.Id, out var known)) return known;
        var processed = processor.Process(image.Load());
        var room = Interlocked.Add(ref _bytes, processed.Bytes) <= maxBytes;
        if (!room || !_images.TryAdd(image.Id, processed)) Interlocked.Add(ref _bytes, -processed.Bytes);
        return processed;
    }

    /// <summary>Several images; those not held are decoded in parallel.</summary>
    /// <exception cref="DataException">One of them cannot be loaded.</exception>
    public ImageTiles Batch(IReadOnlyList<ImageReference> images)
    {
        var processed = new ProcessedImage[images.Count];
        EachInParallel(images.Count, i => processed[i] = Get(images[i]));
        var first = new int[images.Count + 1]; // where each image's tiles begin
        for (var i = 0; i < images.Count; i++) first[i + 1] = first[i] + processed[i].Tiles.Count;
        var pixels = new float[(long)first[^1] * processor.FloatCount];
        EachInParallel(images.Count, i =>
        {
            for (var tile = 0; tile < processed[i].Tiles.Count; tile++)
                processor.Normalise(processed[i].Tiles[tile], pixels.AsSpan((first[i] + tile) * processor.FloatCount, processor.FloatCount));
        });
        return new ImageTiles(pixels, [.. processed.Select(p => p.Tiles.Count)], [.. processed.Select(p => p.Original)], processor.Output);
    }

    private static void EachInParallel(int count, Action<int> act)
    {
        Exception? problem = null;
        Parallel.For(0, count, (i, loop) =>
        {
            try
            {
                act(i);
            }
            catch (DataException found)
            {
                Interlocked.CompareExchange(ref problem, found, null);
                loop.Stop();
            }
        });
        if (problem is not null) throw problem;
    }
}
