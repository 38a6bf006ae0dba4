using Pivot.Runner.Data;
using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Tests.Data.Images;

public class ImageFileTests
{
    private static readonly RasterImage Image = new(40, 30, [.. Enumerable.Range(0, 3600).Select(i => (byte)(i * i / 7))]);

    [Fact]
    public void A_png_holds_the_pixels_that_were_written()
    {
        var read = ImageFile.Decode(ImageFile.EncodePng(Image), "x.png");
        Assert.Equal((40, 30), (read.Width, read.Height));
        Assert.Equal(Image.Rgb, read.Rgb);
    }

    [Fact]
    public void A_mask_png_holds_the_classes_that_were_written()
    {
        var map = new LabelMap(17, 5, [.. Enumerable.Range(0, 85).Select(i => (byte)(i * 3))]);
        Assert.Equal(map.Labels, PngIndices.Decode(ImageFile.EncodePng(map), "x.png").Labels);
    }

    [Fact]
    public void A_file_that_is_no_image_is_an_error_that_names_it()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.png", "this is text");
        Assert.StartsWith($"{path}: not an image", Assert.Throws<DataException>(() => ImageFile.Read(path)).Message);
        Assert.StartsWith($"{path}: not an image", Assert.Throws<DataException>(() => ImageFile.ReadSize(path)).Message);
        Assert.False(ImageFile.HasReadableHeader(File.ReadAllBytes(path)));
        Assert.EndsWith("no such image", Assert.Throws<DataException>(() => ImageFile.Read(folder.File("none.png"))).Message);
    }

    [Fact]
    public void An_image_cut_short_is_an_error_not_a_half_grey_picture()
    {
        using var folder = new TemporaryFolder();
        var bytes = ImageFile.EncodePng(Image);
        var path = folder.Write("cut.png", bytes[..(bytes.Length / 2)]);
        Assert.Contains("damaged or cut short", Assert.Throws<DataException>(() => ImageFile.Read(path)).Message);
        Assert.Equal((40, 30), ImageFile.ReadSize(path));
    }
}
