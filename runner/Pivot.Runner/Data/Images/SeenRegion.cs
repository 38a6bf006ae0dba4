namespace Pivot.Runner.Data.Images;

/// <summary>
/// What of an image a tower sees, at the image's own resolution: masks and pictures that are laid over a grid of patches must show the same. Without padding
/// and cropping it is the image.
/// </summary>
public sealed class SeenRegion
{
    private readonly PixelSize _image;
    private readonly int[] _rows;
    private readonly int[] _columns;

    /// <summary>Follows an image through a processor.</summary>
    /// <param name="image">The image's size.</param>
    /// <param name="padded">What it is expanded to, in its own pixels.</param>
    /// <param name="resized">What that is resized to.</param>
    /// <param name="cut">What is cut out of that, in resized pixels.</param>
    internal SeenRegion(PixelSize image, PixelWindow padded, PixelSize resized, PixelWindow cut)
    {
        _image = image;
        IsWhole = padded == PixelWindow.Of(image) && cut == PixelWindow.Of(resized);
        _rows = IsWhole ? [] : Places(image.Height, padded.Top, padded.Height, resized.Height, cut.Top, cut.Height);
        _columns = IsWhole ? [] : Places(image.Width, padded.Left, padded.Width, resized.Width, cut.Left, cut.Width);
    }

    /// <summary>Whether the tower sees the image as it is.</summary>
    public bool IsWhole { get; }

    /// <summary>The classes of what is seen; the same object when it is the whole.</summary>
    /// <param name="map">Classes of the image's pixels, of its size.</param>
    /// <param name="outside">The class of what lies outside the image.</param>
    /// <exception cref="ArgumentException">The map has another size than the image.</exception>
    public LabelMap Of(LabelMap map, byte outside)
    {
        Check(map.Width, map.Height);
        if (IsWhole) return map;
        var labels = new byte[_rows.Length * _columns.Length];
        var to = 0;
        foreach (var row in _rows)
            foreach (var column in _columns) labels[to++] = row < 0 || column < 0 ? outside : map.Labels[row * map.Width + column];
        return new LabelMap(_columns.Length, _rows.Length, labels);
    }

    /// <summary>The picture of what is seen, grey outside the image; the same object when it is the whole.</summary>
    /// <exception cref="ArgumentException">The image has another size.</exception>
    public RasterImage Of(RasterImage image)
    {
        Check(image.Width, image.Height);
        if (IsWhole) return image;
        var rgb = new byte[_rows.Length * _columns.Length * 3];
        rgb.AsSpan().Fill(127);
        for (var y = 0; y < _rows.Length; y++)
            for (var x = 0; x < _columns.Length; x++)
                if (_rows[y] >= 0 && _columns[x] >= 0)
                    image.Rgb.AsSpan((_rows[y] * image.Width + _columns[x]) * 3, 3).CopyTo(rgb.AsSpan((y * _columns.Length + x) * 3));
        return new RasterImage(_columns.Length, _rows.Length, rgb);
    }

    private void Check(int width, int height)
    {
        if ((width, height) != (_image.Width, _image.Height)) throw new ArgumentException($"expected {_image}, found {width} x {height}");
    }

    // For each seen line, at about the image's own resolution, the image's line under its middle; -1 outside.
    private static int[] Places(int size, int padStart, int padded, int resized, int cutStart, int cut)
    {
        var scale = (double)padded / resized; // image pixels a resized pixel
        var count = (int)Math.Clamp(Math.Round(cut * scale), 1, Math.Max(padded, cut));
        var places = new int[count];
        for (var i = 0; i < count; i++)
        {
            var at = Math.Floor(((i + 0.5) / count * cut + cutStart) * scale + padStart);
            places[i] = at >= 0 && at < size ? (int)at : -1;
        }
        return places;
    }
}
