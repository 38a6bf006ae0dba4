namespace Pivot.Runner.Data.Images;

/// <summary>Resizing of masks: classes are never mixed.</summary>
public static class LabelMaps
{
    /// <summary>The classes at another size, each pixel that of the nearest pixel centre; the same object when the size matches.</summary>
    public static LabelMap Resize(LabelMap map, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (map.Width == width && map.Height == height) return map;
        var labels = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            var row = Nearest(y, map.Height, height) * map.Width;
            for (var x = 0; x < width; x++) labels[y * width + x] = map.Labels[row + Nearest(x, map.Width, width)];
        }
        return new LabelMap(width, height, labels);
    }

    private static int Nearest(int i, int size, int newSize) => (int)((2L * i + 1) * size / (2L * newSize));
}
