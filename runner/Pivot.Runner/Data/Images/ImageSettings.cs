namespace Pivot.Runner.Data.Images;

/// <summary>The settings of an image processor: what a <c>preprocessor_config.json</c> says, under its names.</summary>
public sealed record ImageSettings
{
    /// <summary>OpenAI's means, of CLIP.</summary>
    internal static readonly double[] ClipMean = [0.48145466, 0.4578275, 0.40821073];

    /// <summary>OpenAI's deviations, of CLIP.</summary>
    internal static readonly double[] ClipDeviation = [0.26862954, 0.26130258, 0.27577711];

    /// <summary><c>image_processor_type</c>: the class in transformers 4.46, one of <see cref="ImageProcessorTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary><c>do_resize</c>.</summary>
    public bool DoResize { get; init; } = true;

    /// <summary><c>size.shortest_edge</c>: the shorter side in pixels, the aspect kept; null where <see cref="Size"/> is given.</summary>
    public int? ShortestEdge { get; init; }

    /// <summary><c>size.height</c> and <c>size.width</c>; null where <see cref="ShortestEdge"/> is given.</summary>
    public PixelSize? Size { get; init; }

    /// <summary><c>resample</c>.</summary>
    public ResampleFilter Resample { get; init; } = ResampleFilter.Bicubic;

    /// <summary><c>do_center_crop</c>.</summary>
    public bool DoCenterCrop { get; init; }

    /// <summary><c>crop_size</c>; of use with <see cref="DoCenterCrop"/> only.</summary>
    public PixelSize CropSize { get; init; } = new(224, 224);

    /// <summary><c>do_rescale</c>.</summary>
    public bool DoRescale { get; init; } = true;

    /// <summary><c>rescale_factor</c>.</summary>
    public double RescaleFactor { get; init; } = 1.0 / 255;

    /// <summary><c>do_normalize</c>.</summary>
    public bool DoNormalize { get; init; } = true;

    /// <summary><c>image_mean</c>: red, green, blue, of values 0 to 1.</summary>
    public IReadOnlyList<double> Mean { get; init; } = [0.5, 0.5, 0.5];

    /// <summary><c>image_std</c>: red, green, blue, of values 0 to 1.</summary>
    public IReadOnlyList<double> Deviation { get; init; } = [0.5, 0.5, 0.5];

    /// <summary><c>do_convert_rgb</c>, kept for writing: images are read as RGB whatever it says.</summary>
    public bool? DoConvertRgb { get; init; } = true;

    /// <summary>What becomes of an image that is no square.</summary>
    public ImageAspect Aspect { get; init; }

    /// <summary>The tiles, with <see cref="ImageAspect.Anyres"/> and only there.</summary>
    public AnyresLayout? Anyres { get; init; }

    /// <summary>SigLIP's own at a tower's size.</summary>
    public static ImageSettings Siglip(int imageSize) =>
        new() { Type = ImageProcessorTypes.Siglip, Size = new PixelSize(imageSize, imageSize) };

    /// <summary>CLIP's own at a tower's size: the shorter side brought to it and the middle cut out.</summary>
    public static ImageSettings Clip(int imageSize) => new()
    {
        Type = ImageProcessorTypes.Clip,
        ShortestEdge = imageSize,
        DoCenterCrop = true,
        CropSize = new PixelSize(imageSize, imageSize),
        Mean = ClipMean,
        Deviation = ClipDeviation,
    };

    /// <summary>DINOv2's own at a tower's size: the shorter side brought to 8/7 of it (256 for 224) and the middle cut out; ImageNet's means.</summary>
    public static ImageSettings Dinov2(int imageSize) => new()
    {
        Type = ImageProcessorTypes.Bit,
        ShortestEdge = (int)Math.Round(imageSize * 8 / 7.0),
        DoCenterCrop = true,
        CropSize = new PixelSize(imageSize, imageSize),
        Mean = [0.485, 0.456, 0.406],
        Deviation = [0.229, 0.224, 0.225],
    };

    /// <summary>The same, expanded to a square with the mean colour first.</summary>
    public ImageSettings Padded() => this with { Aspect = ImageAspect.Pad, Anyres = null };

    /// <summary>The same normalisation and filter, LLaVA-OneVision's tiles of the tower's size.</summary>
    public ImageSettings Tiled(AnyresLayout layout) => this with
    {
        Type = ImageProcessorTypes.Onevision,
        DoResize = true,
        ShortestEdge = null,
        Size = new PixelSize(layout.TileSide, layout.TileSide),
        DoCenterCrop = false,
        Aspect = ImageAspect.Anyres,
        Anyres = layout,
    };

    /// <summary>The same for another input size: what is cut keeps its share of what is resized.</summary>
    public ImageSettings At(int imageSize)
    {
        var output = ImageSettingsRules.Output(this);
        var side = new PixelSize(imageSize, imageSize);
        return output == side || Anyres is not null
            ? this
            : this with
            {
                ShortestEdge = ShortestEdge is { } edge ? (int)Math.Round((double)edge * imageSize / output.Height) : null,
                Size = Size is { } size && DoResize
                    ? new PixelSize((int)Math.Round((double)size.Height * imageSize / output.Height), (int)Math.Round((double)size.Width * imageSize / output.Width))
                    : Size,
                CropSize = DoCenterCrop ? side : CropSize,
            };
    }
}
