namespace Pivot.Runner.Data.Images;

/// <summary>What settings must fulfil: every image comes out at one size, and no number is absurd.</summary>
internal static class ImageSettingsRules
{
    private const int MostSide = 16_384;

    /// <summary>The size that images come out at.</summary>
    /// <exception cref="DataException">There is no such size, or a setting cannot be; says which.</exception>
    public static PixelSize Output(ImageSettings settings)
    {
        if (settings.Mean.Count != 3 || settings.Deviation.Count != 3)
            throw new DataException($"image_mean and image_std have {settings.Mean.Count} and {settings.Deviation.Count} numbers; a colour image needs 3 of each");
        if (settings.Mean.Any(m => !double.IsFinite(m)) || settings.Deviation.Any(d => !double.IsFinite(d) || d <= 0))
            throw new DataException("image_mean and image_std must be finite and image_std above 0");
        if (!double.IsFinite(settings.RescaleFactor)) throw new DataException("rescale_factor must be finite");
        if (!Enum.IsDefined(settings.Resample)) throw new DataException($"resample is {(int)settings.Resample}; Pillow's filters are 0 to 5 (3 is bicubic)");
        if (settings.DoResize && (settings.ShortestEdge is null) == (settings.Size is null))
            throw new DataException("size must be {shortest_edge} or {height, width}");
        if (settings.ShortestEdge is { } edge) Side(edge, "size.shortest_edge");
        if (settings.Size is { } size) Sides(size, "size");
        if (settings.DoCenterCrop) Sides(settings.CropSize, "crop_size");
        if ((settings.Aspect == ImageAspect.Anyres) != settings.Anyres is not null) throw new DataException("anyres needs image_grid_pinpoints, and nothing else has them");
        if (settings.Anyres is { } layout) return Tile(settings, layout);
        if (settings.DoCenterCrop) return settings.CropSize;
        return settings is { DoResize: true, Size: { } whole }
            ? whole
            : throw new DataException("images would come out at different sizes; needs do_center_crop, or do_resize with size {height, width}");
    }

    private static PixelSize Tile(ImageSettings settings, AnyresLayout layout)
    {
        var side = new PixelSize(layout.TileSide, layout.TileSide);
        if (settings is not { DoResize: true, DoCenterCrop: false } || settings.Size != side)
            throw new DataException($"anyres resizes to tiles of {side} and crops nothing; found do_resize {settings.DoResize}, do_center_crop {settings.DoCenterCrop}, size {settings.Size}");
        foreach (var size in layout.Grid) Sides(size, "image_grid_pinpoints");
        return side;
    }

    private static void Sides(PixelSize size, string name)
    {
        Side(size.Height, name);
        Side(size.Width, name);
    }

    private static void Side(int side, string name)
    {
        if (side is < 1 or > MostSide) throw new DataException($"{name} is {side} pixels; it must lie between 1 and {MostSide:#,0}");
    }
}
