using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Data.Samples;

/// <summary>An image that is loaded when it is needed: a file, or a picture of the built-in world.</summary>
/// <remarks>Two references with equal <see cref="Id"/> are the same image; work done per image is shared by it. Thread-safe.</remarks>
public abstract class ImageReference
{
    /// <summary>What the image is called: its path, or its number in the built-in world.</summary>
    public abstract string Id { get; }

    /// <summary>Whether there is one: not in a row of text alone.</summary>
    public virtual bool IsThere => true;

    /// <summary>Decodes or draws the image at its own size.</summary>
    /// <exception cref="DataException">The file is missing or not an image; the message says which and why.</exception>
    public abstract RasterImage Load();

    /// <summary>The image's own size, without decoding it where that can be.</summary>
    /// <exception cref="DataException">The file is missing or not an image; the message says which and why.</exception>
    public virtual PixelSize Size() => Load().Size;
}
