using Pivot.Runner.Data;
using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Tests.Data.Images;

/// <summary>Files written by Pillow; an image library would give colours for the palettes and 0 or 255 for the one-bit grey.</summary>
public class PngIndicesTests
{
    private const string Palette1 = "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADAQMAAABh+Fe7AAAABlBMVEUAB8hbPNlIq3HoAAAADklEQVR4nGNYwRDAsAIABOYBofMZARUAAAAASUVORK5CYII=";
    private const string Palette2 = "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADAgMAAAAmWC1rAAAADFBMVEUAB8hbPNm2ceoRpvsVsdK4AAAAEUlEQVR4nGN4coBhcgODnwMAEiQDRrf/a84AAAAASUVORK5CYII=";
    private const string Palette4 = "iVBORw0KGgoAAAANSUhEUgAAAAUAAAADBAMAAACpGNjLAAAAMFBMVEUAB8hbPNm2ceoRpvts2wzHEB0iRS59ej/Yr1Az5GGOGXLpToNEg5SfuKX67bZVIsdnMPk8AAAAFElEQVR4nGOwkvjAkOutwDChLgAAFEMDeXlQH6AAAAAASUVORK5CYII=";
    private const string Grey1 = "iVBORw0KGgoAAAANSUhEUgAAAAkAAAACAQAAAACiLct+AAAADklEQVR4nGOYxMDEwAAAAuYAlZiwQuoAAAAASUVORK5CYII=";

    // 11 x 9, eight bits of grey in seven passes, the rows filtered in all five ways.
    private const string Interlaced = "iVBORw0KGgoAAAANSUhEUgAAAAsAAAAJCAAAAAG2CLlnAAAAUElEQVR4nEWMUQ7CUAzD0uRlqL3/WWFsK28TSMyftmSAAbLkgVpRcNTTBCCUd46BH6k0I7flaH6F3PrMfy5VwqQDGe/HfLkh4kbXugcOTfAEVE8QwSvOQnwAAAAASUVORK5CYII=";

    [Fact]
    public void Palette_indices_of_one_two_and_four_bits_are_read_as_stored()
    {
        Assert.Equal([1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1], Read(Palette1).Labels);
        Assert.Equal([3, 2, 1, 0, 3, 2, 1, 0, 3, 2, 1, 0, 3, 2, 1], Read(Palette2).Labels);
        Assert.Equal([3, 10, 1, 8, 15, 6, 13, 4, 11, 2, 9, 0, 7, 14, 5], Read(Palette4).Labels);
    }

    [Fact]
    public void Grey_of_one_bit_is_nought_or_one()
    {
        var map = Read(Grey1);
        Assert.Equal((9, 2), (map.Width, map.Height));
        Assert.Equal(Enumerable.Range(0, 18).Select(i => (byte)(i % 3 == 0 ? 1 : 0)), map.Labels);
    }

    [Fact]
    public void Interlaced_rows_of_every_filter_are_put_in_place() =>
        Assert.Equal(Enumerable.Range(0, 99).Select(i => (byte)((i * i * 7 + i * 13) % 11)), Read(Interlaced).Labels);

    [Fact]
    public void A_coloured_png_is_an_error_that_says_what_a_mask_must_be()
    {
        var rgb = ImageFile.EncodePng(new RasterImage(1, 1, [1, 2, 3]));
        var message = Assert.Throws<DataException>(() => PngIndices.Decode(rgb, "m.png")).Message;
        Assert.StartsWith("m.png: a mask must be a grey or palette PNG of 1 to 8 bits", message);
        Assert.EndsWith("found 8 bits of RGB", message);
    }

    [Fact]
    public void Bytes_that_end_early_are_an_error_wherever_they_end()
    {
        var whole = Convert.FromBase64String(Palette4);
        for (var length = 0; length < whole.Length - 12; length += 7)
            Assert.Throws<DataException>(() => PngIndices.Decode(whole[..length], "m.png"));
        whole[whole.Length - 25] ^= 0xFF; // inside the compressed rows
        Assert.Contains("damaged", Assert.Throws<DataException>(() => PngIndices.Decode(whole, "m.png")).Message);
    }

    private static LabelMap Read(string base64) => PngIndices.Decode(Convert.FromBase64String(base64), "m.png");
}
