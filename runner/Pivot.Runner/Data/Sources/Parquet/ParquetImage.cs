using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Sources.Tables;

namespace Pivot.Runner.Data.Sources.Parquet;

/// <summary>An image in a row of a Parquet file, or the file that the row names; it is decoded when it is asked for.</summary>
/// <param name="file">Absolute path of the Parquet file.</param>
/// <param name="row">Number of the row, from 0.</param>
/// <param name="bytes">Where encoded images stand, or null.</param>
/// <param name="name">The path that the row names, or null.</param>
/// <param name="images">Absolute path of the folder that such paths start from.</param>
internal sealed class ParquetImage(string file, long row, ParquetBytes? bytes, string? name, string images) : TableImage
{
    /// <inheritdoc/>
    public override string Id => $"{file}#{row}";

    private string Origin => $"{file}: row {row}";

    /// <inheritdoc/>
    public override RasterImage Load() => ImageFile.Decode(Encoded(), $"{Origin}: its image");

    /// <inheritdoc/>
    public override void Check()
    {
        if (!ImageFile.HasReadableHeader(Encoded())) throw new DataException($"{Origin}: its image is not one this program can decode; expected PNG, JPEG, WebP, GIF or BMP");
    }

    private byte[] Encoded()
    {
        if (bytes?.Row(row) is { Length: > 0 } embedded) return embedded;
        if (string.IsNullOrEmpty(name)) throw new DataException($"{Origin}: there is no image");
        if (name.Contains('\0')) throw new DataException($"{Origin}: the image is no path");
        try
        {
            return ImageFile.Bytes(Path.GetFullPath(name, images));
        }
        catch (DataException problem)
        {
            throw new DataException($"{Origin}: {problem.Message}", problem);
        }
    }
}
