using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Stages;

/// <summary>Masks of what a tower sees of its images: cut where they are cut, unlabelled where they are padded.</summary>
public sealed class SeenMasks
{
    private readonly ImageProcessor? _images;
    private readonly byte _outside;

    /// <summary>Follows a processor.</summary>
    /// <param name="images">What was done to the images; null for stretching, which a mask need not follow.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="ignore">The value of unlabelled pixels, or null.</param>
    /// <exception cref="StageException">There are padded pixels and no value is left for them.</exception>
    public SeenMasks(ImageProcessor? images, int classes, int? ignore)
    {
        var pads = images?.Settings is { } s && (s.Aspect == ImageAspect.Pad || s.DoCenterCrop);
        if (pads && ignore is null && classes > byte.MaxValue)
            throw new StageException($"the tower's images are padded or cropped and all 256 values of a mask are classes; name a value in `ignore`");
        (_images, Ignore) = (images, pads ? ignore ?? byte.MaxValue : ignore);
        _outside = (byte)(Ignore ?? 0); // without padding nothing lies outside
    }

    /// <summary>The value of unlabelled pixels: the set's, or 255 where padding needs one.</summary>
    public int? Ignore { get; }

    /// <summary>Each sample's mask, loaded when it is needed.</summary>
    public IReadOnlyList<Func<LabelMap>> Of(IReadOnlyList<MaskSample> samples) => [.. samples.Select(s => (Func<LabelMap>)(() => Mask(s.LoadMask())))];

    /// <summary>What is seen of a mask.</summary>
    public LabelMap Mask(LabelMap map) => _images is null ? map : _images.Seen(new PixelSize(map.Height, map.Width)).Of(map, _outside);

    /// <summary>What is seen of a picture.</summary>
    public RasterImage Picture(RasterImage image) => _images is null ? image : _images.Seen(image.Size).Of(image);
}
