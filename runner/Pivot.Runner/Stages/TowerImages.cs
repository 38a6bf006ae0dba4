using Pivot.Runner.Data.Images;
using Pivot.Runner.Models.Vision;

namespace Pivot.Runner.Stages;

/// <summary>The catalog of how images are made ready for a vision tower: its architecture's own resizing, cropping, mean and deviation.</summary>
public static class TowerImages
{
    /// <summary>The architecture's own image processor at the tower's size.</summary>
    /// <param name="tower">The tower.</param>
    /// <exception cref="ArgumentException">None is listed for the architecture.</exception>
    public static ImageProcessor Processor(VisionShape tower) => new(Settings(tower));

    /// <summary>
    /// The whole image brought to the tower's square, with the architecture's own mean and deviation: for what compares patches with places in the image, which
    /// a crop (CLIP's, DINOv2's) would move.
    /// </summary>
    /// <param name="tower">The tower.</param>
    /// <exception cref="ArgumentException">None is listed for the architecture.</exception>
    public static ImageProcessor Whole(VisionShape tower)
    {
        var own = Settings(tower);
        return new(ImageSettings.Siglip(tower.ImageSize) with { Mean = own.Mean, Deviation = own.Deviation });
    }

    private static ImageSettings Settings(VisionShape tower) => tower switch
    {
        SiglipVisionShape => ImageSettings.Siglip(tower.ImageSize),
        ClipVisionShape => ImageSettings.Clip(tower.ImageSize),
        Dinov2VisionShape => ImageSettings.Dinov2(tower.ImageSize),
        _ => throw new ArgumentException($"no image processor is listed for {tower.GetType().Name}"),
    };
}
