using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>What every tower asks of pixels, before torch sees them.</summary>
internal static class PixelCheck
{
    /// <summary>Says whether pixels [B, C, H, W] have the tower's own size.</summary>
    /// <exception cref="ArgumentException">They have another rank or channel count, or another size without leave to interpolate, or are smaller than a patch.</exception>
    public static bool IsNative(VisionShape shape, Tensor pixels, bool interpolatePositions)
    {
        var size = pixels.shape;
        if (size.Length != 4 || size[1] != shape.NumChannels)
            throw new ArgumentException($"pixel values are [{string.Join(", ", size)}]; the tower takes [B, {shape.NumChannels}, H, W]");
        if (size[2] == shape.ImageSize && size[3] == shape.ImageSize) return true;
        if (!interpolatePositions)
            throw new ArgumentException($"images are {size[2]} x {size[3]}; the tower takes {shape.ImageSize} x {shape.ImageSize}");
        if (size[2] < shape.PatchSize || size[3] < shape.PatchSize)
            throw new ArgumentException($"images are {size[2]} x {size[3]}, smaller than the tower's patch of {shape.PatchSize} x {shape.PatchSize}");
        return false;
    }
}
