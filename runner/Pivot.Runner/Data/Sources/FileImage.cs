using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Sources;

/// <summary>An image file; it is decoded when it is asked for.</summary>
/// <param name="path">Absolute path of the file.</param>
/// <param name="name">Path as the rows give it, relative to the set's folder.</param>
/// <param name="origin"><c>file:line</c> of the row that names it, or null.</param>
public sealed class FileImage(string path, string name, string? origin = null) : ImageReference
{
    /// <inheritdoc/>
    public override string Id => path;

    /// <summary>Path as the rows give it: the same wherever the set lies.</summary>
    public string Name => name;

    /// <summary><c>file:line</c> of the row that names it, or null.</summary>
    public string? Origin => origin;

    /// <inheritdoc/>
    public override RasterImage Load() => Named(() => ImageFile.Read(path));

    /// <inheritdoc/>
    public override PixelSize Size() => Named(() =>
    {
        var (width, height) = ImageFile.ReadSize(path);
        return new PixelSize(height, width);
    });

    private T Named<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DataException problem) when (origin is not null)
        {
            throw new DataException($"{origin}: {problem.Message}", problem);
        }
    }
}
