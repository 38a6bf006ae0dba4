namespace Pivot.Runner.Data.Images;

/// <summary>
/// What is done to an image before a tower reads it, as transformers' slow image processors do it: resized by Pillow on bytes, cut, scaled, normalised. A
/// value: two equal ones give equal pixels.
/// </summary>
/// <remarks>Order: expanded to a square (<see cref="ImageAspect.Pad"/>), resized, centre crop (zeros where it is larger), scaled, normalised.</remarks>
public sealed class ImageProcessor
{
    private readonly PixelNormaliser _normaliser;
    private readonly byte[] _background;
    private readonly AnyresLayout? _layout;

    /// <summary>Checks the settings.</summary>
    /// <exception cref="DataException">They do not give images of one size, or contradict each other; says which setting.</exception>
    public ImageProcessor(ImageSettings settings)
    {
        Settings = settings;
        Output = ImageSettingsRules.Output(settings);
        _layout = settings.Anyres;
        _normaliser = new PixelNormaliser(
            settings.DoRescale ? settings.RescaleFactor : null, settings.DoNormalize ? (settings.Mean, settings.Deviation) : null);
        _background = [.. settings.Mean.Select(m => (byte)Math.Clamp((int)(m * 255), 0, 255))];
    }

    /// <summary>The settings.</summary>
    public ImageSettings Settings { get; }

    /// <summary>Size of what the tower reads.</summary>
    public PixelSize Output { get; }

    /// <summary>Floats a picture (or a tile) becomes: 3 H W.</summary>
    public int FloatCount => 3 * Output.Height * Output.Width;

    /// <summary>The tiles of anyres; null where an image is one picture.</summary>
    public AnyresLayout? Anyres => _layout;

    /// <summary>SigLIP's at a tower's size: stretched to the square, normalised with 0.5 and 0.5.</summary>
    public static ImageProcessor Siglip(int imageSize) => new(ImageSettings.Siglip(imageSize));

    /// <summary>The same for images as one picture: anyres' base image, anything else as it is.</summary>
    public ImageProcessor Base => _layout is null ? this : new ImageProcessor(Settings with { Aspect = ImageAspect.Square, Anyres = null });

    /// <summary>An image as the tower reads it, in bytes.</summary>
    /// <exception cref="DataException">The image is so long that a square of it would not fit the limit of <see cref="ImageLimits"/>.</exception>
    public ProcessedImage Process(RasterImage image)
    {
        var original = image.Size;
        if (_layout is not null) return new ProcessedImage(original, Tiles(image, _layout));
        if (Settings.Aspect == ImageAspect.Pad) image = Square(image);
        if (!Settings.DoResize) return new ProcessedImage(original, [image.Window(Cut(image.Size))]);
        PixelSize own = image.Size, whole = ResizedSize(own);
        var cut = Cut(whole);
        var inside = cut.Inside(whole)!.Value; // it lies in the middle, so there is something
        var resized = whole == own && inside == PixelWindow.Of(whole) ? image : ImageResampler.Resize(image, whole, inside, Settings.Resample);
        // What the crop takes from outside the image is black, before normalisation.
        return new ProcessedImage(original, [resized.Window(cut with { Top = cut.Top - inside.Top, Left = cut.Left - inside.Left })]);
    }

    /// <summary>The image expanded to a square, itself in the middle and the mean colour around it (LLaVA's expand2square).</summary>
    /// <exception cref="DataException">The square would not fit the limit of <see cref="ImageLimits"/>.</exception>
    public RasterImage Square(RasterImage image)
    {
        ImageLimits.Check(Math.Max(image.Width, image.Height), Math.Max(image.Width, image.Height), $"an image of {image.Size}, expanded to a square,");
        return image.Window(Squared(image.Size), _background);
    }

    /// <summary>A processed picture's pixels, scaled and normalised.</summary>
    /// <param name="picture">Of the size <see cref="Output"/>.</param>
    /// <param name="pixels">[3, H, W].</param>
    /// <exception cref="ArgumentException"><paramref name="pixels"/> does not hold the picture's floats.</exception>
    public void Normalise(RasterImage picture, Span<float> pixels) => _normaliser.Write(picture, pixels);

    /// <summary>What of an image the tower sees in its (base) picture.</summary>
    public SeenRegion Seen(PixelSize image)
    {
        var padded = Settings.Aspect == ImageAspect.Pad ? Squared(image) : PixelWindow.Of(image);
        var whole = _layout is not null ? Output : Settings.DoResize ? ResizedSize(new PixelSize(padded.Height, padded.Width)) : new PixelSize(padded.Height, padded.Width);
        var cut = _layout is null ? Cut(whole) : PixelWindow.Of(whole);
        return new SeenRegion(image, padded, whole, cut);
    }

    private RasterImage[] Tiles(RasterImage image, AnyresLayout layout)
    {
        var best = layout.Best(image.Size);
        var fit = AnyresLayout.Fit(image.Size, best);
        var resized = ImageResampler.Resize(image, fit.Width, fit.Height, Settings.Resample);
        // The same padding on both sides. With an odd rest a line is missing at the end, and the tiles there are stretched by it: transformers 4.46's tiles,
        // which its checkpoints were used with (since 4.52 the line is added below and on the right).
        int above = (best.Height - fit.Height) / 2, before = (best.Width - fit.Width) / 2, side = layout.TileSide;
        int height = fit.Height + 2 * above, width = fit.Width + 2 * before;
        var tiles = new List<RasterImage> { ImageResampler.Resize(image, side, side, Settings.Resample) };
        for (var top = 0; top < height; top += side)
            for (var left = 0; left < width; left += side)
            {
                var tile = resized.Window(new PixelWindow(top - above, left - before, Math.Min(side, height - top), Math.Min(side, width - left)));
                tiles.Add(ImageResampler.Resize(tile, side, side, Settings.Resample));
            }
        return [.. tiles];
    }

    private PixelSize ResizedSize(PixelSize image)
    {
        if (Settings.ShortestEdge is not { } edge) return Settings.Size!.Value;
        int shorter = Math.Min(image.Width, image.Height), longer = Math.Max(image.Width, image.Height);
        var length = (int)Math.Min((long)edge * longer / shorter, int.MaxValue);
        return image.Width <= image.Height ? new PixelSize(length, edge) : new PixelSize(edge, length);
    }

    private PixelWindow Cut(PixelSize whole) => Settings.DoCenterCrop ? PixelWindow.Centre(whole, Settings.CropSize) : PixelWindow.Of(whole);

    private static PixelWindow Squared(PixelSize image)
    {
        var side = Math.Max(image.Width, image.Height);
        return new PixelWindow(-((side - image.Height) / 2), -((side - image.Width) / 2), side, side);
    }
}
