using TorchSharp;

namespace Pivot.Runner.Models.Vision;

/// <summary>The catalog of vision towers: from an architecture's sizes to the module.</summary>
public static class VisionTowers
{
    /// <summary>Makes a tower, matrices zero and gains one, to be drawn by <see cref="Initializer"/> or loaded.</summary>
    /// <param name="shape">Its sizes.</param>
    /// <param name="device">Where the parameters live; null is the CPU.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other, or no tower is listed for them.</exception>
    public static VisionTower Build(VisionShape shape, torch.Device? device = null) => shape switch
    {
        SiglipVisionShape siglip => new SiglipVisionModel(siglip, device),
        ClipVisionShape clip => new ClipVisionModel(clip, device),
        Dinov2VisionShape dinov2 => new Dinov2Model(dinov2, device),
        _ => throw new ArgumentException($"no vision tower is listed for {shape.GetType().Name}"),
    };
}
