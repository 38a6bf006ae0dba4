namespace Pivot.Runner.Data.Images;

/// <summary>A rectangle of an image; the part of a resized image that is wanted.</summary>
/// <param name="Top">First row; below 0 it lies above the image.</param>
/// <param name="Left">First column; below 0 it lies on the image's left.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
public readonly record struct PixelWindow(int Top, int Left, int Height, int Width)
{
    /// <summary>An image as a whole.</summary>
    public static PixelWindow Of(PixelSize size) => new(0, 0, size.Height, size.Width);

    /// <summary>The window of a size in the middle of an image, as HuggingFace's center_crop places it; it may reach over the edges.</summary>
    public static PixelWindow Centre(PixelSize image, PixelSize window) =>
        new(Half(image.Height - window.Height), Half(image.Width - window.Width), window.Height, window.Width);

    /// <summary>The part of the window that lies in the image; null when nothing does.</summary>
    public PixelWindow? Inside(PixelSize image)
    {
        int top = Math.Max(Top, 0), left = Math.Max(Left, 0);
        int bottom = Math.Min(Top + Height, image.Height), right = Math.Min(Left + Width, image.Width);
        return bottom > top && right > left ? new PixelWindow(top, left, bottom - top, right - left) : null;
    }

    private static int Half(int difference) => difference >> 1; // downwards below 0 too
}
