namespace Pivot.Runner.Data.Images;

/// <summary>How pixels are made out of others when an image is resized: Pillow's filters under Pillow's numbers, as <c>resample</c> names them.</summary>
public enum ResampleFilter
{
    /// <summary>The nearest pixel.</summary>
    Nearest = 0,

    /// <summary>Lanczos' windowed sinc over three pixels.</summary>
    Lanczos = 1,

    /// <summary>The triangle.</summary>
    Bilinear = 2,

    /// <summary>Keys' cubic with a = -0.5.</summary>
    Bicubic = 3,

    /// <summary>The mean of a box.</summary>
    Box = 4,

    /// <summary>Hamming's windowed sinc over one pixel.</summary>
    Hamming = 5,
}
