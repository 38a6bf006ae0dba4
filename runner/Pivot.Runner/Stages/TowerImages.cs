using Pivot.Runner.Data.Images;
using Pivot.Runner.Models.Vision;

namespace Pivot.Runner.Stages;

/// <summary>The catalog of how images are made ready for a vision tower whose checkpoint does not say it: its architecture's own resizing, cropping, mean and deviation.</summary>
public static class TowerImages
{
    /// <summary>The architecture's own settings at the tower's size.</summary>
    /// <param name="tower">The tower.</param>
    /// <exception cref="ArgumentException">None is listed for the architecture.</exception>
    public static ImageSettings Of(VisionShape tower) => tower switch
    {
        SiglipVisionShape => ImageSettings.Siglip(tower.ImageSize),
        ClipVisionShape => ImageSettings.Clip(tower.ImageSize),
        Dinov2VisionShape => ImageSettings.Dinov2(tower.ImageSize),
        _ => throw new ArgumentException($"no image processor is listed for {tower.GetType().Name}"),
    };
}
