using Pivot.Runner.Data;
using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Tests.Data.Images;

public class ImageProcessorFileTests
{
    [Fact]
    public void What_a_file_leaves_out_is_as_transformers_has_it()
    {
        var siglip = Read("""{ "image_processor_type": "SiglipImageProcessor" }""");
        Assert.Equal((new PixelSize(224, 224), ResampleFilter.Bicubic, 1.0 / 255), (siglip.Size, siglip.Resample, siglip.RescaleFactor));
        Assert.Equal([0.5, 0.5, 0.5], siglip.Mean);
        var clip = Read("""{ "image_processor_type": "CLIPImageProcessor" }""");
        Assert.Equal((224, null, true, new PixelSize(224, 224)), (clip.ShortestEdge, clip.Size, clip.DoCenterCrop, clip.CropSize));
        Assert.Equal(0.48145466, clip.Mean[0]);
        var dinov2 = Read("""{ "image_processor_type": "BitImageProcessor", "size": { "shortest_edge": 256 }, "image_mean": [0.485, 0.456, 0.406] }""");
        Assert.Equal((256, new PixelSize(224, 224)), (dinov2.ShortestEdge, new ImageProcessor(dinov2).Output));
        var onevision = Read("""{ "image_processor_type": "LlavaOnevisionImageProcessor" }""");
        Assert.Equal((36, 384, 9), (onevision.Anyres!.Grid.Count, onevision.Anyres.TileSide, onevision.Anyres.MostTiles));
    }

    [Theory]
    [InlineData("""{ "feature_extractor_type": "CLIPFeatureExtractor", "size": 336, "crop_size": 336, "resample": 3 }""")]
    [InlineData("""{ "image_processor_type": "CLIPImageProcessorFast", "size": { "shortest_edge": 336, "height": null }, "crop_size": [336, 336], "device": null, "crop_pct": null, "do_flip": false }""")]
    [InlineData("""{ "image_processor_type": "LlavaImageProcessor", "size": { "shortest_edge": 336 }, "crop_size": { "height": 336, "width": 336 }, "do_pad": false, "_valid_processor_keys": ["images"] }""")]
    public void Old_and_new_forms_of_one_processor_are_the_same(string json) =>
        Assert.Equal(ImageProcessorFile.Text(ImageSettings.Clip(336)), ImageProcessorFile.Text(Read(json)));

    [Fact]
    public void Padding_is_read_as_newer_files_have_it_and_kept()
    {
        var settings = Read("""{ "image_processor_type": "LlavaImageProcessor", "do_pad": true }""");
        Assert.Equal(ImageAspect.Pad, settings.Aspect);
        Assert.Contains("\"image_aspect_ratio\": \"pad\"", ImageProcessorFile.Text(settings));
        Assert.Equal(ImageAspect.Pad, Read(ImageProcessorFile.Text(settings)).Aspect);
    }

    [Theory]
    [InlineData("""{ "image_processor_type": "Siglip2ImageProcessor" }""", "image_processor_type `Siglip2ImageProcessor` is not one of SiglipImageProcessor, ")]
    [InlineData("""{ "size": 224 }""", "image_processor_type is missing")]
    [InlineData("""{ "image_processor_type": "SiglipImageProcessor", "size": 224 }""", "size must be {height, width}; found 224")]
    [InlineData("""{ "image_processor_type": "CLIPImageProcessor", "size": { "longest_edge": 224 } }""", "size must be a number, {shortest_edge} or {height, width}; found {\"longest_edge\":224}")]
    [InlineData("""{ "image_processor_type": "CLIPImageProcessor", "do_flip": true }""", "`do_flip` is no setting that this program applies")]
    [InlineData("""{ "image_processor_type": "CLIPImageProcessor", "crop_pct": 0.9 }""", "`crop_pct` is no setting that this program applies")]
    [InlineData("""{ "image_processor_type": "CLIPImageProcessor", "do_center_crop": false }""", "images would come out at different sizes")]
    [InlineData("""{ "image_processor_type": "CLIPImageProcessor", "resample": 7 }""", "resample is 7; Pillow's filters are 0 to 5")]
    [InlineData("""{ "image_processor_type": "CLIPImageProcessor", "do_resize": "yes" }""", "do_resize must be true or false; found \"yes\"")]
    [InlineData("""{ "image_processor_type": "CLIPImageProcessor", "image_std": [1, 0, 1] }""", "image_std above 0")]
    [InlineData("""{ "image_processor_type": "CLIPImageProcessor", "image_mean": [1, 0] }""", "a colour image needs 3 of each")]
    [InlineData("""{ "image_processor_type": "CLIPImageProcessor", "crop_size": 999999 }""", "crop_size is 999999 pixels; it must lie between 1 and 16,384")]
    [InlineData("""{ "image_processor_type": "LlavaOnevisionImageProcessor", "image_grid_pinpoints": [[384, 400]] }""", "384 x 400 (height x width) is no multiple of the tile's side 384")]
    [InlineData("""{ "image_processor_type": "CLIPImageProcessor", "size": 1, "size": 2 }""", "")]
    [InlineData("""[1, 2]""", "expected a JSON object")]
    [InlineData("""{ "image_pro""", "not JSON")]
    public void What_cannot_be_done_is_refused_by_name(string json, string message)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write(ImageProcessorFile.Name, json);
        var found = Assert.Throws<DataException>(() => ImageProcessorFile.Find(folder.Path)).Message;
        Assert.StartsWith($"{path}: ", found);
        Assert.Contains(message, found);
    }

    [Fact]
    public void A_file_that_says_the_same_keeps_its_bytes_and_another_is_replaced()
    {
        using var folder = new TemporaryFolder();
        const string own = """{ "image_processor_type": "CLIPImageProcessor", "processor_class": "LlavaProcessor" }""";
        var path = folder.Write(ImageProcessorFile.Name, own);
        ImageProcessorFile.Write(folder.Path, ImageSettings.Clip(224));
        Assert.Equal(own, File.ReadAllText(path));
        ImageProcessorFile.Write(folder.Path, ImageSettings.Clip(336));
        Assert.Equal(336, ImageProcessorFile.Find(folder.Path)!.ShortestEdge);
        Assert.Null(ImageProcessorFile.Find(folder.File("none")));
    }

    [Fact]
    public void Damaged_files_are_settings_or_a_DataException()
    {
        var random = new Random(3);
        var texts = new[] { ImageSettings.Clip(224), ImageSettings.Siglip(384).Padded(), ImageSettings.Siglip(28).Tiled(new AnyresLayout([new(28, 56)], 28, 9)) }
            .Select(ImageProcessorFile.Text).ToArray();
        using var folder = new TemporaryFolder();
        var refused = 0;
        for (var round = 0; round < 600; round++)
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(texts[round % 3]);
            for (var i = random.Next(1, 4); i > 0; i--) bytes[random.Next(bytes.Length)] = (byte)"0123456789\"{}[],:-e.tfn"[random.Next(23)];
            try
            {
                _ = new ImageProcessor(ImageProcessorFile.Read(folder.Write("x.json", bytes)));
            }
            catch (DataException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 100, 599);
    }

    private static ImageSettings Read(string json)
    {
        using var folder = new TemporaryFolder();
        return ImageProcessorFile.Read(folder.Write("x.json", json));
    }
}
